"""A page for people who check the extractor's work: each report's text with its labels in colour.

One file that asks for nothing from outside, `kb extract --html FILE`. Its words come from the
message catalogue, what a label carries stands in escaped attributes, and a content policy lets no
script run but the page's own.
"""

from __future__ import annotations

from kb_build.extract.view.page import page
from kb_build.extract.view.saving import save

__all__ = ["page", "save"]
