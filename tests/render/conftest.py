"""The pages of the invented library in each language."""

import pytest

from kb_build.messages import LANGUAGES
from kb_build.model import Page
from tests.render.shown import LIBRARY, pages_of


@pytest.fixture(scope="session", params=LANGUAGES)
def pages(request: pytest.FixtureRequest) -> dict[str, Page]:
    """By path."""
    return pages_of(LIBRARY, request.param)
