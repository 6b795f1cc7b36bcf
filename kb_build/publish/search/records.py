"""What a search finds: a page or a passage of a report, with all that its result shows."""

from __future__ import annotations

from dataclasses import dataclass

from kb_build.publish.search.facets import Facets
from kb_build.publish.search.scripts import script_json

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
    "unit",
    "series",
    "overview",
    "report",
    "passage",
    "page",
)


# The role of a page of something that reports only mention and say nothing about.
NAMED = "named"
# The role of a problem's page where its report does not say what was done about it.
UNANSWERED = "unanswered"
# The role of a page by its status; a plan is never shown as done, and not in a list of results.
ROLE_OF_STATUS = {
    "named": NAMED, "planned": "plan", "with_plans": "plan", "unstated": UNANSWERED,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Record:
    """One thing that a search can find."""

    url: str  # below the site's folder, with the anchor of a passage
    kind: str  # one of KINDS
    title: str  # of the page; of a passage, its report's
    names: tuple[str, ...]  # what it is called: title and aliases; of a passage, none
    path: tuple[str, ...]  # the headings above a passage, from the top; of a page, its frame
    role: str  # of a passage, or "heading"; of a page by its status, or none
    facets: Facets
    text: str  # its words, a line a block
    sought: tuple[str, ...] = ()  # names by which it is looked for, where not by those printed

    @property
    def context(self) -> str:
        """Words around it that help to find it, a line each."""
        return "\n".join(self.path)

    @property
    def page_context(self) -> str:
        """Words that help to find all records of a page, a line each."""
        facets = self.facets
        return "\n".join((self.title, *facets.units, *facets.years, *facets.topics))

    @property
    def called(self) -> tuple[str, ...]:
        """The names by which it is found."""
        return self.sought or self.names

    @property
    def spoken(self) -> tuple[str, ...]:
        """What somebody may type by the initials of its pinyin: its names, or a heading."""
        return self.called or ((self.text,) if self.role == "heading" else ())

    def shown(self) -> str:
        """What the browser gets to show of it, as a JSON object without empty values."""
        values = {
            "url": self.url,
            "title": self.title,
            "names": self.names[1:],
            "path": self.path if self.kind == "passage" else (),
            "units": self.facets.units,
            "years": self.facets.years,
            "grade": "".join(self.facets.grade),
            "text": self.text,
        }
        return script_json({key: value for key, value in values.items() if value})
