"""An address once published leads on when its entry is joined into another, renamed or moved."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from kb_build.lexicon.corrections import corrections
from kb_build.link import link
from kb_build.link.entries import entry
from kb_build.model import Library, Page, Quotation, Section, Span, replace
from kb_build.page.addresses import REDIRECTS
from kb_build.page.redirects import read
from kb_build.write import record
from kb_build.write.matching import bigrams
from kb_build.write.snapshot import Snapshot
from kb_build.write.successors import MOST, Signs, Successors
from tests.link.invented import facts
from tests.render.shown import made
from tests.write.pages import actions, page, write

SCHOOL = facts(
    "school.txt", "measure|推行[mechanism “夜谈会”机制]。", unit="清岚师范学院", period="2023"
)
STREET = facts(
    "street.txt",
    "measure|建立[mechanism “院坝夜话”制度]。",
    unit="白鹭街道",
    period="2024",
)
ALL = (SCHOOL, STREET)


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    return tmp_path / "docs"


@pytest.fixture
def lists(tmp_path: Path) -> Path:
    folder = tmp_path / "lexicon"
    folder.mkdir()
    return folder


def built(docs: Path, lists: Path) -> dict[str, str]:
    """Writes all pages; gives the path of each mechanism's page by title."""
    entries = link(ALL, corrections(lists))
    pages = made(Library(ALL, entries))
    write(pages, docs, entries=lambda: entries)
    fronts = [(dict(page.front), page.path) for page in pages]
    return {str(f["title"]): path for f, path in fronts if f.get("kind") == "mechanism"}


def test_a_joined_entry_leads_to_the_one_that_it_was_joined_into(docs: Path, lists: Path) -> None:
    before = built(docs, lists)
    assert not (docs / REDIRECTS).exists()
    (lists / "aliases.yml").write_text("“夜谈会”制度: [院坝夜话]\n", "utf-8")
    after = built(docs, lists)
    (kept,) = (path for path in after.values() if path.startswith("institutions/ye-tan"))
    assert read(docs)[before["“院坝夜话”制度"]] == kept
    assert (docs / kept).is_file()
    known = (docs / REDIRECTS).read_bytes()
    built(docs, lists)
    assert (docs / REDIRECTS).read_bytes() == known
    (lists / "aliases.yml").unlink()
    assert built(docs, lists) == before
    assert before["“院坝夜话”制度"] not in read(docs)


def test_what_was_joined_twice_leads_to_the_end(docs: Path, lists: Path) -> None:
    before = built(docs, lists)
    (lists / "aliases.yml").write_text("夜话: [院坝夜话]\n", "utf-8")
    (between,) = {*built(docs, lists).values()} - {*before.values()}
    (lists / "aliases.yml").write_text("“夜谈会”制度: [院坝夜话, 夜话]\n", "utf-8")
    built(docs, lists)
    led = read(docs)
    assert led[before["“院坝夜话”制度"]] == led[between]
    assert (docs / led[between]).is_file()


@pytest.mark.parametrize(
    ("rules", "heir"),
    [
        ([("值班守则", "白鹭街道", "2024", "值班办法")], 0),
        ([("《值班办法（试行）》", "白鹭街道", "2024", "")], 0),
        ([("值班办法", "临湖镇人民政府", "2024", "")], None),  # another's of that name
        ([("值班办法", "白鹭街道", "2023", "")], None),  # not of that year
        ([("值班守则", "白鹭街道", "2024", "")], None),
        ([("值班办法", "临湖镇人民政府", "2024", ""), ("值班办法", "白鹭街道", "2024", "")], 1),
        # Parted: nobody can tell which of them is meant.
        (
            [("值班办法", "白鹭街道", "2024", ""), ("值班守则", "白鹭街道", "2024", "值班办法")],
            None,
        ),
    ],
)
def test_the_one_of_its_kind_with_a_name_and_all_units_and_years_of_a_page_is_it(
    docs: Path, rules: list[tuple[str, str, str, str]], heir: int | None
) -> None:
    title = "值班办法（白鹭街道）"
    gone = page("old.md", id="rule-old")
    front = (*gone.front[:1], ("kind", "rule"), ("title", title), ("units", ("白鹭街道",)))
    stays = page("stays.md")
    write([replace(gone, front=(*front, ("years", ("2024",)))), stays], docs)
    entries = [
        entry("rule", (name, unit), name, (), (), aliases=filter(None, [alias]))
        for name, unit, _, alias in rules
    ]
    known = [
        replace(made, units=(unit, "望澜区教育局"), years=(year,))
        for made, (_, unit, year, _) in zip(entries, rules, strict=True)
    ]
    pages = [page(f"{number}.md", id=one.id) for number, one in enumerate(known)]
    write([*pages, stays], docs, entries=lambda: known)
    assert read(docs) == ({} if heir is None else {"old.md": f"{heir}.md"})


def test_a_page_of_another_path_leads_there_by_its_id(docs: Path) -> None:
    write([page("a/old.md", id="rule-1"), page("a/other.md", id="rule-2")], docs)
    write([page("a/new.md", id="rule-1"), page("a/other.md", id="rule-2")], docs)
    assert read(docs) == {"a/old.md": "a/new.md"}
    write([page("a/newer.md", id="rule-1"), page("a/other.md", id="rule-2")], docs)
    assert read(docs) == {"a/old.md": "a/newer.md", "a/new.md": "a/newer.md"}
    write([page("a/old.md", id="rule-1"), page("a/other.md", id="rule-2")], docs)
    assert read(docs) == {"a/new.md": "a/old.md", "a/newer.md": "a/old.md"}


def test_a_page_that_a_person_moved_leads_there(docs: Path) -> None:
    pages = [page("a/old.md", id="rule-1"), page("a/other.md", id="rule-2")]
    write(pages, docs)
    (docs / "a/old.md").rename(docs / "a/我的.md")
    write(pages, docs)
    assert read(docs) == {"a/old.md": "a/我的.md"}
    (docs / "a/我的.md").unlink()
    write(pages, docs)
    assert not (docs / "a/old.md").exists()


def test_what_is_gone_leads_nowhere(docs: Path) -> None:
    write([page("a/old.md", id="rule-1"), page("a/other.md", id="rule-2")], docs)
    write([page("a/other.md", id="rule-2")], docs)
    assert not (docs / REDIRECTS).exists()


def test_lines_that_name_no_page_are_passed_over(docs: Path) -> None:
    docs.mkdir()
    text = "a/old.md\ta/new.md\n../../x.md\ta/new.md\n/etc/x.md\ta/new.md\na/b.html\ta/c.md\nrest\n"
    (docs / REDIRECTS).write_text(text, "utf-8")
    assert read(docs) == {"a/old.md": "a/new.md"}


def measure(
    number: int, said: str, years: tuple[str, ...] = ("2023",), title: str = "夜间巡查"
) -> Page:
    """A page of an entry that has another id and address after its report was corrected."""
    front = (
        ("id", f"measure-{number}"), ("kind", "measure"), ("title", title),
        ("units", ("白鹭街道",)), ("years", years),
    )  # fmt: skip
    return Page(f"measures/a-{number}.md", front, ("# 夜间巡查", f"> {said}", "[出处](x.md)"))


def typed(docs: Path, path: str) -> None:
    file = docs / path
    file.write_text(file.read_text("utf-8").replace("# 夜间巡查", "# 夜间巡查\n\n手写。"), "utf-8")


def test_an_edited_page_goes_on_with_its_entry_where_it_is(docs: Path) -> None:
    write([measure(1, "巡查三次。")], docs)
    typed(docs, "measures/a-1.md")
    for number in (2, 3):
        new = measure(number, f"巡查{number}次。")
        assert actions(write([new], docs)) == {new.path: "moved"}
        text = (docs / "measures/a-1.md").read_text("utf-8")
        assert f"id: measure-{number}\n" in text
        assert f"# 夜间巡查\n\n手写。\n\n> 巡查{number}次。\n" in text
        assert "kb_source" not in text
        assert [path.name for path in docs.rglob("*.md")] == ["a-1.md"]
        assert read(docs)[new.path] == "measures/a-1.md"
        assert actions(write([new], docs)) == {new.path: "moved"}
        assert (docs / "measures/a-1.md").read_text("utf-8") == text
    assert read(docs)["measures/a-2.md"] == "measures/a-1.md"
    assert len(record.read(docs)) == 1
    assert actions(write([measure(1, "巡查三次。")], docs)) == {"measures/a-1.md": "merged"}
    text = (docs / "measures/a-1.md").read_text("utf-8")
    assert "id: measure-1\n" in text
    assert "# 夜间巡查\n\n手写。\n\n> 巡查三次。\n" in text
    assert [*record.read(docs)] == ["measures/a-1.md"]
    assert {*read(docs).values()} == {"measures/a-1.md"}


@pytest.mark.parametrize(
    "new",
    [
        (measure(2, "巡查三次。"), measure(3, "巡查四次。")),
        (measure(2, "巡查三次。", years=("2024",)),),
    ],
    ids=["split", "another year"],
)
def test_an_edited_page_stays_as_it_is_where_nobody_knows_its_heir(
    docs: Path, new: tuple[Page, ...]
) -> None:
    write([measure(1, "巡查三次。")], docs)
    typed(docs, "measures/a-1.md")
    before = (docs / "measures/a-1.md").read_text("utf-8")
    write(new, docs)
    after = (docs / "measures/a-1.md").read_text("utf-8")
    assert "kb_source: gone\n" in after
    assert after.partition("\n---\n")[2] == before.partition("\n---\n")[2]
    assert all((docs / one.path).is_file() for one in new)


SAID = "组织巡逻队每晚巡查三次，发现隐患当场登记。"


@pytest.mark.parametrize(
    ("title", "said", "goes_on"),
    [
        ("夜间巡逻", SAID, True),
        ("夜间巡逻", SAID.replace("巡逻队", "夜巡队").replace("三次", "两次"), True),
        ("夜间巡逻", "添置路灯四十盏，夜间街巷亮起来了。", False),
        ("夜间巡查", "添置路灯四十盏，夜间街巷亮起来了。", True),
    ],
    ids=["name", "name and words", "another", "words"],
)
def test_an_entry_is_known_again_by_its_words_where_its_name_was_corrected(
    docs: Path, title: str, said: str, goes_on: bool
) -> None:
    write([measure(1, SAID)], docs)
    typed(docs, "measures/a-1.md")
    new = measure(2, said, title=title)
    assert actions(write([new], docs))[new.path] == ("moved" if goes_on else "created")
    text = (docs / "measures/a-1.md").read_text("utf-8")
    assert ("kb_source: gone" not in text, f"title: {title}\n" in text) == (goes_on, goes_on)
    assert "手写。" in text


@pytest.mark.parametrize("known", [True, False])
def test_only_a_new_entry_takes_over_the_address_of_another_with_its_words(
    docs: Path, known: bool
) -> None:
    old, beside = measure(1, SAID), measure(2, SAID, title="夜间巡逻")
    write([old, beside] if known else [old], docs)
    said = Section("done", "", (Quotation("r1", Span(0, len(SAID)), SAID, "p1", "measure"),))
    made = entry("measure", ("夜间巡逻",), "夜间巡逻", [said], ())
    entries = [replace(made, id="measure-2", units=("白鹭街道",), years=("2023",))]
    write([beside], docs, entries=lambda: entries)
    assert read(docs) == ({} if known else {old.path: beside.path})


def test_where_all_is_new_no_entry_is_known_again_by_its_words() -> None:
    def signs(name: str, said: str) -> Signs:
        return Signs("rule", (name,), frozenset({"白鹭街道"}), frozenset(), bigrams(said))

    others = [(f"rule-{number}", signs(f"第{number}号令", "")) for number in range(MOST)]
    told = [(called, dataclasses.replace(one, quoted=bigrams(called))) for called, one in others]
    heir, ended = ("heir", signs("巡逻办法", SAID)), signs("巡查办法", SAID)
    assert (
        Successors([heir, *others]).of(ended) == "heir"
    )  # those without quotations count for none
    assert Successors([heir, *told[1:]]).of(ended) == "heir"
    assert Successors([heir, *told]).of(ended) == ""


@pytest.mark.parametrize("read", [frozenset(), frozenset({"望澜区教育局"})], ids=["none", "wrong"])
@pytest.mark.parametrize(
    ("said", "heir"),
    [
        (SAID, "heir"),
        (f"{SAID}\n" + "添置路灯四十盏，街巷亮了，夜市开了。" * 2, "heir"),
        ("添置路灯四十盏。", ""),
    ],
)
def test_an_entry_is_known_again_where_who_reports_was_corrected(
    read: frozenset[str], said: str, heir: str
) -> None:
    ended = Signs("rule", ("巡查办法",), read, frozenset(), bigrams(SAID))
    new = Signs("rule", ("巡查办法",), frozenset({"白鹭街道"}), frozenset({"2024"}), bigrams(said))
    assert Successors([("heir", new)]).of(ended) == heir
    assert Successors([("heir", new), ("other", new)]).of(ended) == ""


def test_a_page_that_nobody_edited_makes_room_for_its_heir(docs: Path) -> None:
    write([measure(1, "巡查三次。")], docs)
    new = measure(2, "巡查三次。")
    assert actions(write([new], docs)) == {"measures/a-1.md": "removed", new.path: "created"}


@pytest.mark.parametrize(
    ("title", "aliases", "years", "is_heir"),
    [
        ("夜间巡查", (), ("2023",), True),
        ("夜间巡逻", ("巡夜", "夜间巡查"), ("2023",), True),
        ("夜间巡逻", (), ("2023",), False),
        ("夜间巡查", (), ("2024",), False),
    ],
    ids=["id", "name", "another name", "another year"],
)
def test_a_page_that_a_person_deleted_stays_deleted_where_its_entry_gets_another_id(
    docs: Path, title: str, aliases: tuple[str, ...], years: tuple[str, ...], is_heir: bool
) -> None:
    write([measure(1, SAID)], docs)
    (docs / "measures/a-1.md").unlink()
    heir = measure(2, SAID, years, title)
    new = replace(heir, front=(*heir.front, *((("aliases", aliases),) if aliases else ())))
    for _ in range(2):
        assert (actions(write([new], docs))[new.path] == "deleted") is is_heir
        assert (docs / new.path).exists() is not is_heir
    assert Snapshot.of(docs).deleted() == {"measure-2" if is_heir else "measure-1"}


def test_of_two_that_go_on_with_a_deleted_page_both_are_shown(docs: Path) -> None:
    write([measure(1, SAID)], docs)
    (docs / "measures/a-1.md").unlink()
    done = actions(write([measure(2, SAID), measure(3, SAID)], docs))
    assert done == {"measures/a-2.md": "created", "measures/a-3.md": "created"}
