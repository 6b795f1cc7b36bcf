"""Files beside the pages: what runs in a browser is refused, and names that others cannot hold."""

from pathlib import Path

import pytest

from tests.check.folder import faults

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:x="http://www.w3.org/1999/xlink">{}</svg>'


@pytest.mark.parametrize(
    "picture",
    [
        SVG.format('<path d="M0 0"/><text style="fill: url(#a)">甲</text>'),
        SVG.format('<image x:href="data:image/png;base64,iVBO"/><use href="#a"/>'),
        SVG.format('<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">甲</p></foreignObject>'),
        SVG.format('<a href="https://example.org"><rect fill="url(#b)"/></a>'),
        '<?xml version="1.0"?>\n<!-- made by hand -->\n<!DOCTYPE svg PUBLIC '
        f'"-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/x/svg11.dtd">{SVG.format("")}',
        '<!DOCTYPE svg [<!ENTITY ns "http://example.org/">]>' + SVG.format("<g id='&ns;'/>"),
    ],
)
def test_a_picture_that_only_shows_passes(tmp_path: Path, picture: str) -> None:
    assert faults(tmp_path, {"a.svg": picture}) == []


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        '<y:script xmlns:y="http://www.w3.org/2000/svg" href="a.js"/>',
        '<foreignObject><iframe xmlns="http://www.w3.org/1999/xhtml"/></foreignObject>',
        '<img xmlns="http://www.w3.org/1999/xhtml" srcset="a.png, //example.org/a.png 2x"/>',
        '<g onload="x"/>',
        '<a href=" java&#10;script:x"/>',
        '<set attributeName="href" to="javascript:x"/>',
        '<animate attributeName="href" values="#a;javascript:x"/>',
        '<a x:href="data:text/html,x"/>',
        '<image href="data:image/svg+xml,x"/>',
        '<image href="https://example.org/a.png"/>',
        '<use x:href="//example.org/a.svg#b"/>',
        "<style>@import 'a.css'</style>",
        '<rect style="fill: url( http://example.org/a )"/>',
        "<g>",
    ],
)
def test_a_picture_that_runs_or_loads_something_is_an_error(tmp_path: Path, inside: str) -> None:
    assert faults(tmp_path, {"a.svg": "\n" + SVG.format(f"\n{inside}")}) == [
        ("check-picture-runs", "a.svg", 3)
    ]


@pytest.mark.parametrize(
    "picture",
    [
        f'<?xml-stylesheet href="a.xsl"?>{SVG.format("")}',
        f'<!DOCTYPE svg [<!ENTITY b "<script/>">]>{SVG.format("&b;")}',
        f'<!DOCTYPE svg [<!ENTITY b SYSTEM "/etc/hostname">]>{SVG.format("&b;")}',
        "",
        SVG.format("x" * 5_000_000),
    ],
)
def test_a_picture_that_can_be_anything_is_an_error(tmp_path: Path, picture: str) -> None:
    assert ("check-picture-runs", "a.svg", 1) in faults(tmp_path, {"a.svg": picture})


@pytest.mark.parametrize("name", ["a.html", "b/A.HTM", "a.xhtml", "a.xml", "a.html. ", "a.svgz"])
def test_a_file_that_browsers_show_as_a_page_is_an_error(tmp_path: Path, name: str) -> None:
    assert ("check-file-runs", name, 0) in faults(tmp_path, {name: "<script>alert(1)</script>"})


def test_other_files_may_be_attached(tmp_path: Path) -> None:
    names = ("a.pdf", "表.docx", "图.png", "a.csv", "a.js", "a.css", "没有后缀")
    assert faults(tmp_path, dict.fromkeys(names, "<script>")) == []


@pytest.mark.parametrize("suffix", ["markdown", "mdown", "mkdn", "mkd", "MD"])
def test_a_page_by_another_name_would_not_be_checked(tmp_path: Path, suffix: str) -> None:
    name = f"x/a.{suffix}"
    assert faults(tmp_path, {name: "<script>alert(1)</script>"}) == [("check-suffix", name, 0)]


@pytest.mark.parametrize(
    "name",
    ["a:b.md", "con.md", "x/Aux", "nul.tar.gz", "a .md/b.md", "x./a.md", "a?.png", "a\nb.md"],
)
def test_a_name_that_windows_cannot_have_is_a_warning(tmp_path: Path, name: str) -> None:
    found = faults(tmp_path, {name: "文"})
    assert found == ([] if name == "a .md/b.md" else [("check-name-unheld", name, 0)])


def test_names_that_windows_takes_for_one_are_a_warning(tmp_path: Path) -> None:
    names = ("Abc.md", "abc.md", "e\u0301.md", "\u00e9.md", "甲.md")
    assert faults(tmp_path, dict.fromkeys(names, "文")) == [
        ("check-name-case", "abc.md", 0),
        ("check-name-case", "\u00e9.md", 0),
    ]


def test_a_name_that_the_site_cannot_hold_is_an_error(tmp_path: Path) -> None:
    long, most = f"{'长' * 80}.md", f"{'长' * 79}.md"
    assert faults(tmp_path, {long: "文", most: "文"}) == [("check-name-long", long, 0)]
