"""Corrections by people: names that mean the same, that do not, and that are not to be shown.

Files in the package and beside a knowledge base's mkdocs.yml, in the shape of all word lists; those
of the knowledge base come on top:

- `aliases.yml`: a name as it is to be shown, and other names of the same thing.
- `apart.yml`: a name, and names that look like it and are other things; `各单位` among them says
  that each unit has its own.
- `hidden.yml`: a reason, and names or ids of entries that get no page.
- `renamed.yml`: a report's file, and its name when its pages got their addresses and ids.
- `reporting.yml`: a unit or a year, and the files of its reports, or folders of such.
- `topics.yml`: classes of subjects, their topics, the words of each.
- `public.yml`, read where pages are checked: a reason, and what may be shown although it looks like
  a person's data: numbers, addresses, or whole files (a report's path below the reports' folder, a
  page's below docs/).
- `synonyms.yml`, read where the site is made.
"""

from __future__ import annotations

import re
from functools import cache, partial
from pathlib import Path

from msgspec import field

from kb_build.errors import InputError
from kb_build.lexicon import Group, Scheme, groups_beside, read_scheme, scheme
from kb_build.lexicon.spelling import letters, spelled
from kb_build.model import Value

PACKAGED = Path(__file__).parent
FILES = ("aliases", "apart", "hidden", "renamed", "reporting")
TOPICS, SYNONYMS, PUBLIC = "topics", "synonyms", "public"
ALLOWED = (*FILES, TOPICS, SYNONYMS, PUBLIC)
EACH_UNIT = "各单位"
YEAR = re.compile(r"\d{4}年?")


class Corrections(Value, frozen=True):
    """The corrections of a knowledge base, by how names are spelled."""

    same: dict[str, str] = field(default_factory=dict)  # a name's spelling → its canonical one's
    shown: dict[str, str] = field(default_factory=dict)  # canonical spelling → name to show
    apart: frozenset[str] = frozenset()  # letters of names that stand for nothing but themselves
    each_unit: frozenset[str] = frozenset()  # spellings of names of which every unit has its own
    hidden: frozenset[str] = frozenset()  # spellings of names, and ids, that get no page
    renamed: dict[str, str] = field(default_factory=dict)  # a report's file → its former name
    # A report's file, or a folder of reports (`.` for all) → who reports; the year reported on.
    units: dict[str, str] = field(default_factory=dict)
    years: dict[str, str] = field(default_factory=dict)
    topics: Scheme = field(default_factory=partial(scheme, TOPICS))
    persons: bool = False  # whether the names of persons who hold a post are shown in full

    def canonical(self, spelling: str) -> str:
        """The one spelling for a thing with several names; most names are their own."""
        return self.same.get(spelling, spelling)


def corrections(folder: Path | None = None) -> Corrections:
    """The corrections of the package, with those of a folder that has files of the same names.

    Raises InputError with file and line for a file of another shape, one of another name, and for a
    name that two groups of one file claim.
    """
    return _packaged() if folder is None or not folder.is_dir() else _joined(folder)


def public(folder: Path) -> frozenset[str]:
    """What a folder's `public.yml` lists; nothing where it has no such file.

    Raises InputError with file and line for a file of another shape.
    """
    return frozenset(word for group in groups_beside(folder, PUBLIC) for word in group.words)


@cache
def _packaged() -> Corrections:
    return _read(PACKAGED)


def _joined(folder: Path) -> Corrections:
    for file in sorted(folder.glob("*.y*ml")):
        if file.name not in {f"{name}.yml" for name in ALLOWED}:
            raise InputError("lexicon-file", str(file), allowed=", ".join(ALLOWED))
    ours, theirs, own = _packaged(), _read(folder), folder / f"{TOPICS}.yml"
    # A name in one of their groups moves the whole group that we have it in.
    moved = {ours.canonical(name): to for name, to in theirs.same.items()}
    same = {name: theirs.canonical(moved.get(to, to)) for name, to in ours.same.items()}
    return Corrections(
        same=same | theirs.same,
        shown=ours.shown | theirs.shown,
        apart=ours.apart | theirs.apart,
        each_unit=ours.each_unit | theirs.each_unit,
        hidden=ours.hidden | theirs.hidden,
        renamed=theirs.renamed,
        units=theirs.units,
        years=theirs.years,
        topics=read_scheme(own, ours.topics) if own.is_file() else ours.topics,
    )


def _read(folder: Path) -> Corrections:
    same, apart, hidden, renamed, reporting = (groups_beside(folder, name) for name in FILES)
    others = {word for group in apart for word in group.words}
    stated = [(group.name, word.rstrip("/")) for group in reporting for word in group.words]
    return Corrections(
        same=_aliases(folder / "aliases.yml", same),
        shown={spelled(group.name): group.name for group in same},
        apart=frozenset(letters(word) for word in others - {EACH_UNIT}),
        each_unit=frozenset(spelled(group.name) for group in apart if EACH_UNIT in group.words),
        hidden=frozenset(_named(word) for group in hidden for word in group.words),
        renamed={group.name: word for group in renamed for word in group.words},
        units={place: name for name, place in stated if not YEAR.fullmatch(name)},
        years={place: name[:4] for name, place in stated if YEAR.fullmatch(name)},
    )


def is_id(word: str) -> bool:
    """Whether a word is an entry's id and no name."""
    return word.isascii() and "-" in word


def _named(word: str) -> str:
    """An id as it is, a name by its spelling."""
    return word if is_id(word) else spelled(word)


def _aliases(file: Path, groups: tuple[Group, ...]) -> dict[str, str]:
    """The canonical spelling of each name; a name may be in one group only."""
    found: dict[str, str] = {}
    for group in groups:
        for name, line in {group.name: group.line, **group.words}.items():
            spelling = spelled(name)
            if not spelling:
                raise InputError("lexicon-no-name", str(file), line, word=name)
            if found.setdefault(spelling, spelled(group.name)) != spelled(group.name):
                raise InputError("lexicon-two-groups", str(file), line, word=name)
    return found
