"""The types that the stages hand to each other: Report → Outline → Facts → Entry → Page → Outcome.

All are frozen; a stage makes the next thing and never changes what it received. Every fact carries
the span where it stands in the report's source text and the name of the rule that decided it.
Spans are half-open and count Unicode code points of `Report.text`, which no stage ever changes.
"""

from __future__ import annotations

from msgspec.structs import replace as replace

from kb_build.model.facts import (
    ACTIONS as ACTIONS,
    CHANGED as CHANGED,
    GENRES as GENRES,
    ITEMS as ITEMS,
    MADE as MADE,
    MENTION_KINDS as MENTION_KINDS,
    ROLES as ROLES,
    SHAPED as SHAPED,
    Action as Action,
    Attribute as Attribute,
    Facts as Facts,
    Figure as Figure,
    Link as Link,
    Mention as Mention,
    MentionKind as MentionKind,
    Node as Node,
    Outline as Outline,
    Part as Part,
    Passage as Passage,
    PassageRole as PassageRole,
    Role as Role,
)
from kb_build.model.pages import (
    ENTRY_KINDS as ENTRY_KINDS,
    LEDGER_STATUSES as LEDGER_STATUSES,
    LIST_KINDS as LIST_KINDS,
    THING_KINDS as THING_KINDS,
    Earlier as Earlier,
    Entry as Entry,
    EntryKind as EntryKind,
    FrontValue as FrontValue,
    GradeMark as GradeMark,
    LazyPage as LazyPage,
    LedgerRow as LedgerRow,
    LedgerStatus as LedgerStatus,
    Library as Library,
    MeasureStatus as MeasureStatus,
    Outcome as Outcome,
    Page as Page,
    Point as Point,
    Quotation as Quotation,
    Recent as Recent,
    Relation as Relation,
    Section as Section,
    Series as Series,
    kind_of as kind_of,
)
from kb_build.model.progress import Progress as Progress, no_progress as no_progress
from kb_build.model.rejoining import in_place as in_place, rejoined as rejoined
from kb_build.model.report import (
    BROKEN as BROKEN,
    HIDDEN as HIDDEN,
    Mark as Mark,
    MarkKind as MarkKind,
    Notice as Notice,
    Placed as Placed,
    Report as Report,
    Severity as Severity,
    Span as Span,
    apart as apart,
    hiding as hiding,
    last_begun as last_begun,
    pieces as pieces,
    report_id as report_id,
    standing_at as standing_at,
    within as within,
    without as without,
)
from kb_build.model.value import Value as Value
