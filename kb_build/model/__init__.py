"""The types that the stages hand to each other: Report → Outline → Facts → Entry → Page → Outcome.

All are frozen; a stage makes the next thing and never changes what it received. Every fact carries
the span where it stands in the report's source text and the name of the rule that decided it.
Spans are half-open and count Unicode code points of `Report.text`, which no stage ever changes.
"""

from __future__ import annotations

from kb_build.model.facts import (
    MENTION_KINDS,
    ROLES,
    Action,
    Attribute,
    Facts,
    Figure,
    Link,
    Mention,
    MentionKind,
    Node,
    Outline,
    Passage,
    Role,
)
from kb_build.model.pages import (
    ENTRY_KINDS,
    Entry,
    EntryKind,
    FrontValue,
    GradeMark,
    LedgerRow,
    LedgerStatus,
    Library,
    Outcome,
    Page,
    Point,
    Quotation,
    Recent,
    Relation,
    Section,
    Series,
    Sheet,
)
from kb_build.model.report import (
    HIDDEN,
    Mark,
    MarkKind,
    Notice,
    Report,
    Severity,
    Span,
)

__all__ = [
    "ENTRY_KINDS",
    "HIDDEN",
    "MENTION_KINDS",
    "ROLES",
    "Action",
    "Attribute",
    "Entry",
    "EntryKind",
    "Facts",
    "Figure",
    "FrontValue",
    "GradeMark",
    "LedgerRow",
    "LedgerStatus",
    "Library",
    "Link",
    "Mark",
    "MarkKind",
    "Mention",
    "MentionKind",
    "Node",
    "Notice",
    "Outcome",
    "Outline",
    "Page",
    "Passage",
    "Point",
    "Quotation",
    "Recent",
    "Relation",
    "Report",
    "Role",
    "Section",
    "Series",
    "Severity",
    "Sheet",
    "Span",
]
