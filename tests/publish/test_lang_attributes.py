"""Chinese words on a page in another language say that they are Chinese."""

import re

import pytest

from kb_build.publish.lang_attributes import with_language


@pytest.mark.parametrize(
    ("page", "chinese"),
    [
        ("<p>巡河日逐户登记用水。</p>", "<p lang>"),
        ("<li>（2031年）修订办法</li>", "<li lang>"),
        ('<a class="x y" href="a.html">巡河日</a>', '<a class="x y" href="a.html" lang>'),
        ("<p>Units: 松浦县</p>", "<p>"),
        ("<p>Told by <a>松浦县</a> and others</p>", "<a lang>"),
        ('<p lang="zh">巡河日</p>', '<p lang="zh">'),
        ("<pre>巡河日</pre>", "<pre>"),  # as it is written
        ("<p>&lt;p&gt; 2031</p>", "<p>"),
    ],
)
def test_an_element_is_marked_whose_words_begin_with_chinese(page: str, chinese: str) -> None:
    made = with_language(page, "en")
    assert chinese.replace(" lang>", ' lang="zh">') in made
    assert made.count("lang=") == chinese.count("lang")
    assert re.sub(r' lang="zh"', "", made) == re.sub(r' lang="zh"', "", page)


def test_a_chinese_page_stays_as_it_is() -> None:
    assert with_language("<p>巡河日</p>", "zh") == "<p>巡河日</p>"
