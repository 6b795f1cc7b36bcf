"""What people do to pages between builds, at random; no two edits type the same words."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from kb_build.errors import InputError
from kb_build.page import frontmatter
from kb_build.page.addresses import GENERATED
from kb_build.page.reviewing import state_of
from kb_build.write import sign

WORDS = re.compile("手写[0-9]+。")
# Lists in heads that the program itself writes, about conflicts and reviews.
TOLD = re.compile(r"^kb_(?:conflicts|changed):[ ]*\n(?:- .*\n)+", re.MULTILINE)


@dataclass
class Person:
    """Somebody who edits the pages of a docs folder."""

    docs: Path
    random: Random
    number: int = 0  # of people: no two type the same words
    typed: int = 0
    done: list[str] = field(default_factory=list)  # what was done, for the tale of a failure

    def act(self) -> None:
        """One edit of one page."""
        pages = sorted(path for path in self.docs.rglob("*.md") if path.is_file())
        if not pages:
            return
        page = self.random.choice(pages)
        name, edit = self.random.choice(EDITS)
        self.done.append(f"{name} {page.relative_to(self.docs).as_posix()}")
        edit(self, page)

    def words(self) -> str:
        """Words that were never typed before."""
        self.typed += 1
        return f"手写{self.number}{self.typed:04}。"

    # ------------------------------------------------------------------ blocks

    def append(self, page: Path) -> None:
        """Adds a paragraph at the end."""
        _write(page, f"{_read(page).rstrip()}\n\n{self.words()}\n")

    def insert(self, page: Path) -> None:
        """Adds a paragraph, a list item or code somewhere in the text."""
        head, blocks = _cut(page)
        new = self.random.choice(("{}", "- {}", "```\n{}\n\n```", "# {}", "<div>{}</div>"))
        blocks.insert(self.random.randrange(len(blocks) + 1), new.format(self.words()))
        _join(page, head, blocks)

    def change(self, page: Path) -> None:
        """Types into a line."""
        lines = _read(page).split("\n")
        start = _head(lines) + 1 if _head(lines) else 0
        body = [at for at in range(start, len(lines)) if lines[at].strip()]
        if body:
            at = self.random.choice(body)
            cut = self.random.randrange(len(lines[at]) + 1)
            lines[at] = lines[at][:cut] + self.words() + lines[at][cut:]
            _write(page, "\n".join(lines))

    def rewrite(self, page: Path) -> None:
        """Writes a block anew."""
        head, blocks = _cut(page)
        if blocks:
            blocks[self.random.randrange(len(blocks))] = self.words()
            _join(page, head, blocks)

    def drop(self, page: Path) -> None:
        """Takes a block away."""
        head, blocks = _cut(page)
        if blocks:
            del blocks[self.random.randrange(len(blocks))]
            _join(page, head, blocks)

    def move(self, page: Path) -> None:
        """Moves a block."""
        head, blocks = _cut(page)
        if blocks:
            block = blocks.pop(self.random.randrange(len(blocks)))
            blocks.insert(self.random.randrange(len(blocks) + 1), block)
            _join(page, head, blocks)

    # ------------------------------------------------------------------ head

    def key(self, page: Path) -> None:
        """Adds a key, a comment, or an item of a list; or writes a value anew."""
        lines = _read(page).split("\n")
        end = _head(lines)
        places = [n for n in range(1, end) if not lines[n].startswith(("-", " "))]
        if not places:
            return
        words = self.words()
        at = self.random.choice(places)
        if self.random.random() < 0.3 and lines[at].startswith("title:"):
            lines[at] = f"title: {words}"
        elif lines[at] == "topics:":
            lines.insert(at + 1, f"- {words}")
        else:
            new = self.random.choice((f"own{self.number}{self.typed}: {words}", f"# {words}"))
            lines.insert(at, new)
        _write(page, "\n".join(lines))

    def decide(self, page: Path) -> None:
        """Takes the mark of conflicts or the stamp out of the head."""
        kept = TOLD.sub("", _read(page))
        if self.random.random() < 0.2:
            kept = re.sub(r"^kb_base: .*\n", "", kept, flags=re.MULTILINE)
        _write(page, kept)

    def review(self, page: Path) -> None:
        """Says that the page was reviewed, with the command or by hand; both name the reviewer."""
        day = f"2024-01-{1 + self.typed % 28:02}"
        said = {"review": "reviewed", "reviewer": self.words(), "reviewed": day}
        try:
            if self.random.random() < 0.5:
                sign(self.docs, page.relative_to(self.docs).as_posix(), said)
            else:
                _write(page, frontmatter.changed(_read(page), page.name, said, "kb_base"))
        except InputError as error:
            if error.notice.key not in ("review-conflict", "record-line"):
                raise

    def draft(self, page: Path) -> None:
        """Makes the page a draft, or releases it."""
        state = None if state_of(page.read_bytes()) == "draft" else "draft"
        _write(page, frontmatter.changed(_read(page), page.name, {"review": state}, "kb_base"))

    # ------------------------------------------------------------------ files

    def reformat(self, page: Path) -> None:
        """What editors do unasked."""
        text = _read(page).replace("| ", "|   ").replace("\n- 条", "\n* 条")
        text = re.sub(r"^topics:\n((?:- \S+\n)+)", _flow, text, flags=re.MULTILINE)
        page.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "  \r\n").encode())

    def rename(self, page: Path) -> None:
        """Moves the file elsewhere."""
        target = self.docs / self.random.choice(("own", "measures", ".")) / f"m{self.typed}.md"
        self.typed += 1
        if not target.exists():
            target.parent.mkdir(exist_ok=True)
            page.rename(target)

    def delete(self, page: Path) -> None:
        """Removes the page, and with it what was typed there."""
        if self.random.random() < 0.5:
            page.unlink()

    def split(self, page: Path) -> None:
        """Moves the second half to a page of its own, with another id or none."""
        head, blocks = _cut(page)
        half = len(blocks) // 2
        self.typed += 1
        id = self.random.choice(("", f"---\nid: own-{self.number}-{self.typed}\n---\n\n"))
        _join(page.with_name(f"s{self.number}{self.typed}.md"), id, [*blocks[half:], self.words()])
        _join(page, head, blocks[:half])

    def copy(self, page: Path) -> None:
        """Copies the page, its id too."""
        if self.random.random() < 0.3:
            self.typed += 1
            page.with_name(f"k{self.number}{self.typed}.md").write_bytes(page.read_bytes())

    def create(self, page: Path) -> None:
        """Writes a page of one's own."""
        _join(page.with_name(f"e{self.number}{self.typed}.md"), "", [self.words()])

    def damage(self, page: Path) -> None:
        """Loses or spoils a line of the record."""
        file = self.docs / GENERATED
        if self.random.random() < 0.3 and file.is_file():
            lines = file.read_text(encoding="utf-8").split("\n")
            at = self.random.randrange(len(lines))
            lines[at : at + 1] = self.random.choice(([], ["<<<<<<< HEAD"], [lines[at][:20]]))
            file.write_text("\n".join(lines), encoding="utf-8")


EDITS: tuple[tuple[str, Callable[[Person, Path], None]], ...] = tuple(
    (edit.__name__, edit)
    for edit in (
        Person.append, Person.insert, Person.change, Person.change, Person.rewrite, Person.drop,
        Person.move, Person.key, Person.key, Person.decide, Person.reformat, Person.rename,
        Person.delete, Person.split, Person.copy, Person.create, Person.damage, Person.review,
        Person.review, Person.draft,
    )
)  # fmt: skip


def words_in(docs: Path) -> set[str]:
    """All words that people typed and that stand in the pages of a folder.

    What `kb_conflicts` and `kb_changed` say does not count: that is the program's own text.
    """
    texts = (_read(path) for path in docs.rglob("*.md") if path.is_file())
    return {words for text in texts for words in WORDS.findall(TOLD.sub("", text))}


def _flow(items: re.Match[str]) -> str:
    """A list in YAML's other form."""
    return f"topics: [{', '.join(items[1].replace('- ', '').split())}]\n"


def _read(page: Path) -> str:
    return page.read_text(encoding="utf-8-sig")


def _write(page: Path, text: str) -> None:
    page.write_text(text, encoding="utf-8")


def _head(lines: list[str]) -> int:
    """The number of the line that closes the head; 0 where there is none."""
    fences = [number for number, line in enumerate(lines) if line.strip() == "---"]
    return fences[1] if len(fences) > 1 and fences[0] == 0 else 0


def _cut(page: Path) -> tuple[str, list[str]]:
    lines = _read(page).split("\n")
    end = _head(lines)
    head = "\n".join(lines[: end + 1]) + "\n\n" if end else ""
    body = "\n".join(lines[end + 1 if end else 0 :])
    return head, [block for block in body.split("\n\n") if block.strip()]


def _join(page: Path, head: str, blocks: list[str]) -> None:
    _write(page, head + "\n\n".join(blocks) + "\n")
