"""The page around the texts: layers to switch, counts, and what is said about each report."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from string import Template

from kb_build.extract.view.body import blocks, body
from kb_build.extract.view.elements import element, literal
from kb_build.extract.view.labels import FIELDS, Labels
from kb_build.extract.view.references import references
from kb_build.extract.view.saving import BEGINNING
from kb_build.messages import language, say, text_of
from kb_build.model import MENTION_KINDS, ROLES, Attribute, Facts, last_begun

Say = Callable[..., str]
# What can be switched on and off, and counted: a group's words, and its CSS classes with theirs.
LAYERS = (
    ("view.roles", tuple((f"role-{role}", f"role.{role}") for role in ROLES)),
    ("view.names", tuple((f"kind-{kind}", f"kind.{kind}") for kind in MENTION_KINDS)),
    (
        "view.others",
        tuple((name, f"view.{name}") for name in ("heading", "figure", "link", "noise")),
    ),
)
# What is said about a whole report, and the words for it.
ATTRIBUTES = (
    ("title", "view.title_of"),
    ("organization", "view.organization"),
    ("genre", "view.genre"),
    ("period", "view.period"),
)


def page(reports: Sequence[Facts], lang: str | None = None) -> str:
    """The whole page as HTML, in the given language or that of `kb`."""
    lang = lang or language()
    told: Say = partial(say, lang=lang)
    style, script = _file("view.css"), _file("view.js")
    return BEGINNING + Template(_file("view.html")).substitute(
        lang="zh-CN" if lang == "zh" else lang,
        policy=literal(_policy(style, script)),
        style=style,
        script=script,
        title=literal(told("view.title")),
        skip=literal(told("view.skip")),
        intro=literal(told("view.intro")),
        legend_title=literal(told("view.legend")),
        legend="".join(_layer_group(told, *group) for group in LAYERS),
        details_title=literal(told("view.details")),
        hint=literal(told("view.hint")),
        close=literal(told("view.close")),
        fields="".join(_field(told, name) for name in FIELDS),
        counts_title=literal(told("view.counts")),
        counts=_counts(told, reports),
        reports="".join(_report(told, facts, lang) for facts in reports),
    )


def _file(name: str) -> str:
    return Path(__file__).with_name(name).read_text(encoding="utf-8")


def _policy(style: str, script: str) -> str:
    """Nothing is fetched; only the page's own style and script count, told by their hashes."""
    sheet, code = (
        f"'sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
        for text in (style, script)
    )
    return f"default-src 'none'; style-src {sheet}; script-src {code}; base-uri 'none'"


def _layer_group(told: Say, name: str, layers: tuple[tuple[str, str], ...]) -> str:
    group = '<input type="checkbox" data-group checked>'
    legend = element("legend", element("label", group, literal(told(name))))
    return element("fieldset", legend, *(_layer(told, css, key) for css, key in layers))


def _layer(told: Say, css: str, key: str) -> str:
    box = f'<input type="checkbox" data-layer="{literal(css)}" checked>'
    return element("label", box, element("span", literal(told(key)), class_=f"sample {css}"))


def _field(told: Say, name: str) -> str:
    label = element("dt", literal(told(f"view.field-{name}")))
    return f'<div data-field="{name}" hidden>{label}<dd></dd></div>'


def _counts(told: Say, reports: Sequence[Facts]) -> str:
    """A row a report and one for all; the rows' heads lead to the reports."""
    columns = [layer for _, layers in LAYERS for layer in layers]
    heads = (element("th", literal(told(key)), scope="col") for _, key in columns)
    corner = element("th", literal(told("view.report")), scope="col")
    counted = [_count(facts) for facts in reports]
    names = [element("a", literal(_name(facts)), href=f"#r{facts.report.id}") for facts in reports]
    names.append(literal(told("view.all")))
    rows = (
        _row(name, [count[css] for css, _ in columns])
        for name, count in zip(names, (*counted, sum(counted, Counter())), strict=True)
    )
    return element("thead", element("tr", corner, *heads)) + element("tbody", *rows)


def _row(name: str, numbers: list[int]) -> str:
    cells = (element("td", str(number)) for number in numbers)
    return element("tr", element("th", name, scope="row"), *cells)


def _count(facts: Facts) -> Counter[str]:
    """How many labels of each layer a report has."""
    return Counter(
        [
            *(f"role-{passage.role}" for passage in facts.passages),
            *(f"kind-{mention.kind}" for mention in facts.mentions),
            *("heading" for _ in facts.outline.nodes),
            *("figure" for _ in facts.figures),
            *("link" for _ in facts.links),
            *("noise" for _ in facts.report.noise()),
        ]
    )


def _name(facts: Facts) -> str:
    return facts.title.value or Path(facts.report.source).name


def _report(told: Say, facts: Facts, lang: str) -> str:
    report = facts.report
    labels = Labels(report.id, told, references(facts))
    source = told("view.source", source=report.source, encoding=report.encoding)
    warnings = (element("li", literal(text_of(warning, lang))) for warning in report.warnings)
    attributes = (_attribute(told, facts, labels, name, key) for name, key in ATTRIBUTES)
    return element(
        "article",
        element("h2", literal(_name(facts)), id=f"r{report.id}"),
        element("p", literal(source), class_="source"),
        element("ul", *warnings, class_="warnings") if report.warnings else "",
        element("dl", *attributes, class_="attributes"),
        element("div", *body(facts, labels), class_="text", lang="zh"),
        aria_labelledby=f"r{report.id}",
    )


def _attribute(told: Say, facts: Facts, labels: Labels, name: str, key: str) -> str:
    """One thing said about the whole report, from which words, by which rule."""
    attribute: Attribute = getattr(facts, name)
    value = told(f"genre.{attribute.value}") if name == "genre" else attribute.value
    rule = element("code", literal(attribute.rule))
    return element(
        "div",
        element("dt", literal(told(key))),
        element("dd", literal(value or told("view.nothing"))),
        element("dd", _origin(facts, attribute, labels), " ", rule),
    )


def _origin(facts: Facts, attribute: Attribute, labels: Labels) -> str:
    """The words that an attribute was taken from, as a link to their block."""
    span = attribute.span
    if span is None:
        return ""
    found = [*blocks(facts)]
    block = last_begun(found, span.start) or found[0]
    words = literal(span.of(facts.report.text))
    return element("a", words, href=f"#{labels.place(f'b{block.start}')}")
