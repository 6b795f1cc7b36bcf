"""Names stay short in hostile text, so that finding them takes time in proportion to the text."""

from kb_build.extract.names.endings import ended
from kb_build.extract.names.phrases import REACH


def test_a_run_of_endings_makes_no_endless_name() -> None:
    names = list(ended("建立" + "整改机制" * 200))
    assert names
    assert max(end - start for _, start, end in names) <= REACH + len("机制")
