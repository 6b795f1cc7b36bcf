"""What a search finds: a page or a passage of a report, with all that its result shows."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

# The number of a kind in the index is its place here; `passage` is a part of a report, `page` what
# a person wrote without saying what kind of entry it is.
KINDS = (
    "practice",
    "rule",
    "mechanism",
    "measure",
    "problem",
    "organization",
    "topic",
    "report",
    "passage",
    "page",
)


@dataclass(frozen=True, slots=True)
class Facets:
    """What the front matter says of a page, as far as a search shows it."""

    units: tuple[str, ...] = ()
    years: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    grade: str = ""
    status: str = ""

    @classmethod
    def of(cls, front: Mapping[str, object]) -> Facets:
        """Reads front matter; a person may have written any type under any key."""
        return cls(
            units=words(front.get("units")),
            years=words(front.get("years")),
            topics=words(front.get("topics")),
            grade="".join(words(front.get("grade"))[:1]),
            status="".join(words(front.get("status"))[:1]),
        )


@dataclass(frozen=True, slots=True)
class Record:
    """One thing that a search can find."""

    url: str  # below the site's folder, with the anchor of a passage
    kind: str  # one of KINDS
    title: str  # of the page; of a passage, its report's
    names: tuple[str, ...]  # what it is called: title and aliases; of a passage, none
    path: tuple[str, ...]  # the headings above a passage, from the top; of a page, its frame
    role: str  # of a passage, or "heading"; empty elsewhere
    facets: Facets
    text: str  # its words, a line a block

    @property
    def context(self) -> str:
        """Words that help to find it and are not its own, a line each."""
        own = () if self.names else (self.title,)
        facets = (*self.facets.units, *self.facets.years, *self.facets.topics)
        return "\n".join((*own, *self.path, *facets))

    def shown(self) -> str:
        """What the browser gets to show of it, as a JSON object without empty values."""
        values = {
            "url": self.url,
            "kind": self.kind,
            "title": self.title,
            "names": self.names[1:],
            "path": self.path if self.kind == "passage" else (),
            "role": self.role,
            "units": self.facets.units,
            "years": self.facets.years,
            "grade": self.facets.grade,
            "status": self.facets.status,
            "text": self.text,
        }
        return script_json({key: value for key, value in values.items() if value})


def words(value: object) -> tuple[str, ...]:
    """A front matter value as words: of a list its plain members, of anything plain itself."""
    values = value if isinstance(value, list | tuple) else [value]
    plain = (str(v).strip() for v in values if isinstance(v, str | int | float))
    return tuple(word for word in plain if word)


def script_json(value: object) -> str:
    """JSON that may stand in any script, an inline one too: it holds no `<`."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
