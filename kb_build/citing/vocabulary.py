"""What our kinds are called by schema.org, for page heads and linked data.

The names say no more than the pages do. A practice is a named way of working and not instructions
(HowTo) that somebody could follow step by step; a body may be a party school, a hospital or an
enterprise, so Organization and not GovernmentOrganization; a rule is a written work, and whether it
is law (Legislation) is not known. Names only: nothing is ever fetched from schema.org.
"""

from __future__ import annotations

CONTEXT = "https://schema.org"
# Kinds without an own line, and pages that people wrote, are things of no special type.
TYPES = {
    "rule": "CreativeWork",
    "mechanism": "DefinedTerm",
    "organization": "Organization",
    "measure": "Action",
    "practice": "DefinedTerm",
    "problem": "Thing",
    "topic": "DefinedTerm",
    "report": "Report",
    "figure": "QuantitativeValue",
}
# A measure that is planned is a possible action, and never a completed one; nor is one of which a
# part is planned, which has no status of theirs.
ACTION_STATUS = {
    "done": f"{CONTEXT}/CompletedActionStatus",
    "planned": f"{CONTEXT}/PotentialActionStatus",
}
