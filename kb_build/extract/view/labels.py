"""What a label looks like: colour, a word beside it, and attributes that the details panel shows.

`FIELDS` names those attributes (`data-…`) in the panel's order. An element carries its own only;
the panel gathers those of the elements around it too, so that a name shows its passage's role.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from kb_build.extract.view.elements import element, literal
from kb_build.extract.view.references import Reference, anchor
from kb_build.model import ROLES, Figure, Mark, Mention, Node, Passage, Span

FIELDS = (
    *("kind", "canonical", "action", "value", "unit", "of", "link", "targets", "noise", "by"),
    *("role", "sure", "second", "decided"),
    *("depth", "marker", "heading", "family"),
    "place",
)
# A role less likely than this is marked as doubtful: two roles at most can be as likely.
DOUBTFUL = 0.5


@dataclass(frozen=True, slots=True)
class Marker:
    """The number or sign of a heading, as printed."""

    span: Span


Piece = Mention | Figure | Marker


@dataclass(frozen=True, slots=True)
class Labels:
    """Draws the labels of one report as HTML; `words` are what a label holds, as HTML already."""

    report: str  # report id, which begins all its anchors
    say: Callable[..., str]
    references: Mapping[str, Sequence[Reference]]  # by local anchor

    def place(self, local: str) -> str:
        """The anchor on the page of a local one."""
        return f"r{self.report}-{local}"

    def passage(self, passage: Passage, words: str, *, first: bool) -> str:
        """A passage in the colour of its role, with the role's name in front."""
        doubtful = passage.sure < DOUBTFUL
        name = self.say(f"role.{passage.role}")
        shown = self.say("view.doubtful", name=name) if doubtful else name
        return element(
            "span",
            self._front(passage.id, shown) if first else "",
            words,
            class_=f"passage role-{passage.role}{' doubtful' * doubtful}",
            id=self.place(passage.id) if first else "",
            data_role=name,
            data_sure=f"{passage.sure:.2f}",
            data_second=self._second(passage.runner_up),
            data_decided=passage.rule,
            data_place=_place(passage.span),
        )

    def node(self, node: Node, words: str, *, first: bool) -> str:
        """A heading or an item's marker, with its depth and numbering family in front."""
        family = node.rule.partition(":")[2] or node.rule
        shown = self.say("view.node", depth=node.depth, family=family)
        return element(
            "span",
            self._front(node.id, shown) if first else "",
            words,
            class_="node heading",
            id=self.place(node.id) if first else "",
            data_depth=str(node.depth),
            data_marker=node.marker,
            data_heading=node.title,
            data_family=node.rule,
            data_place=_place(node.span),
        )

    def mention(self, mention: Mention, words: str, *, first: bool) -> str:
        """A name, underlined in the manner of its kind."""
        action = self.say(f"section.{mention.action}") if mention.action else ""
        name = element(
            "span",
            words,
            class_=f"name kind-{mention.kind}",
            id=self.place(anchor(mention)) if first else "",
            tabindex="0",
            role="button",
            data_kind=self.say(f"kind.{mention.kind}"),
            data_canonical=mention.canonical,
            data_action=action,
            data_by=mention.rule,
            data_place=_place(mention.span),
        )
        return name + (self._references(anchor(mention)) if first else "")

    def figure(self, figure: Figure, words: str) -> str:
        """A figure, with its value beside it where the print reads otherwise."""
        value = self._value(figure)
        shown = self.say("view.figure-value", value=value, unit=figure.unit)
        differs = f"{value}{figure.unit}".replace(",", "") != figure.text.replace(",", "")
        return element(
            "span",
            words,
            element("span", literal(shown), class_="value") if differs else "",
            class_="name figure",
            tabindex="0",
            role="button",
            data_value=value,
            data_unit=figure.unit,
            data_of=figure.of,
            data_by=figure.rule,
            data_place=_place(figure.span),
        )

    def noise(self, mark: Mark, words: str) -> str:
        """What is no part of the text."""
        return element("span", words, class_="noise", data_noise=mark.rule)

    def _front(self, local: str, name: str) -> str:
        """The word that tells a label without colour, and the links that begin or end here."""
        tag = element("button", literal(name), type="button", class_="tag")
        return tag + self._references(local)

    def _references(self, local: str) -> str:
        return "".join(map(self._reference, self.references.get(local, ())))

    def _reference(self, reference: Reference) -> str:
        way = "out" if reference.outgoing else "in"
        link = reference.link
        return element(
            "a",
            literal(self.say(f"view.link-{way}", number=reference.number)),
            class_="link",
            href=f"#{self.place(reference.goal)}",
            aria_label=self.say(f"view.link-{way}-label", number=reference.number),
            data_link=self.say(f"view.{link.relation}"),
            data_targets=", ".join(link.targets),
            data_by=link.rule,
        )

    def _value(self, figure: Figure) -> str:
        if figure.masked:
            return self.say("explain.masked")
        return self.say("view.unread") if figure.value is None else f"{figure.value:,.12g}"

    def _second(self, runner_up: str) -> str:
        """The runner-up with its role in the reader's words."""
        role = next((role for role in ROLES if runner_up.startswith(role)), "")
        return self.say(f"role.{role}") + runner_up[len(role) :] if role else runner_up


def _place(span: Span) -> str:
    return f"{span.start}–{span.end}"
