"""Passages of a report lead to the entries that its page lists with them."""

from kb_build.publish.margin import with_margin

TEXT = '<p><span id="p1" class="kb-passage kb-plan">巡河。</span></p>\n'
LIST = '<h2 id="entries">由此形成的条目</h2>\n<ul>\n<li>{}</li>\n</ul>'
LINK = '<a href="../rules/a.html">{}</a>'


def test_a_passage_has_the_link_of_its_entry() -> None:
    link = LINK.format('<em>"巡河"</em>&lt;b onload=y&gt;')
    listed = LIST.format(f'{link} <a href="#p1">[1]</a>')
    made = with_margin(TEXT + listed, "zh")
    assert f'条目">{link}</small><span id="p1"' in made
    assert made.endswith(listed)


def test_other_pages_stay_as_they_are() -> None:
    for listed in ("", LIST.format(LINK.format("巡河办法")), LIST.format('<a href="#p1">[1]</a>')):
        assert with_margin(TEXT + listed, "zh") == TEXT + listed
