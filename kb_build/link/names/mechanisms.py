"""Which mechanism a name means, and whether it is one thing everywhere or the unit's own."""

from __future__ import annotations

import re
from collections.abc import Container
from functools import cache

from kb_build.lexicon import table
from kb_build.lexicon.spelling import bare, spelled
from kb_build.link.names.bodies import SELF, Speaker
from kb_build.link.names.practices import is_counted

ARRANGED = ("制", "制度", "机制")


def mechanism_key(name: str, speaker: Speaker, quoted: Container[str]) -> tuple[str, str]:
    """A mechanism's own name, and whose it is; empty where it is one thing in all reports.

    That is what every office knows or the country has, and what stands in quotation marks somewhere
    in the report: `quoted` are such names, as `core` gives them.
    """
    plain = speaker.corrections.canonical(_without_unit(spelled(name), speaker))
    own = bool(_own_mechanism().search(plain))
    own_name = core(name, speaker)
    forms = [own_name + kind for kind in ("", *ARRANGED)]
    of_country = any(map(_of_country().fullmatch, forms))
    known = of_country or (not own and any(map(_known().fullmatch, forms)))
    counted = not known and is_counted(name)
    own_name = plain if counted else own_name
    common = known or (not own and not counted and own_name in quoted)
    return own_name, "" if common else speaker.owner


def core(name: str, speaker: Speaker) -> str:
    """A mechanism's name without its owner and without 制度 and the like, in its canonical form."""
    canonical = speaker.corrections.canonical
    return bare(canonical(bare(canonical(_without_unit(spelled(name), speaker)))))


def _without_unit(plain: str, speaker: Speaker) -> str:
    """学校周例会制度 is the school's 周例会制度."""
    if _known().fullmatch(plain):
        return plain
    own = (speaker.unit, *(word for word in table("linking")["self"] if len(word) > 1))
    word = next((word for word in own if word and plain.startswith(word)), "")
    rest = SELF.sub("", plain.removeprefix(word))
    return rest if len(rest) > 1 else plain


@cache
def _known() -> re.Pattern[str]:
    """Mechanisms that every office knows, by the extractor's own list."""
    marks = re.compile(r"[“”]\??")
    return re.compile(
        "|".join(f"(?:{marks.sub('', w)})" for w in table("names")["mechanism-known"])
    )


@cache
def _of_country() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{word})" for word in table("linking")["common_mechanisms"]))


@cache
def _own_mechanism() -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(table('linking')['own_mechanisms'])})(?:制度|机制)?$")
