"""Splits a page into head and body; a head with broken YAML is never taken for text."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import yaml

from kb_build.errors import InputError
from kb_build.yaml_limits import MAX_DEPTH, refuse_excess

# As MkDocs has it (mkdocs.utils.meta), except that a head at the very end of a file counts as well.
OPENING = re.compile(r"-{3}[ \t]*\n")
# What was meant as a head: it follows blank lines, or its dashes are missing or were turned into
# long ones by a word processor. MkDocs would show such a head as text.
SPOILT = re.compile(r"\s*(?:[-–—―－−]+[ \t]*\n[A-Za-z_]+|id|kind|title):(?:[ \t].*)?\n")
CLOSING = re.compile(r"^(?:-{3}|\.{3})[ \t]*(?:\n|\Z)", re.MULTILINE)
# PyYAML breaks lines at this column. Unbroken, a diff shows only the value that changed.
WIDTH = 1 << 30
# A quick test: a head with an alias or with deep nesting has one of these. Nesting needs many
# brackets, or many signs in a row, as at most two levels begin at one column or bracket.
FEW = MAX_DEPTH // 4
EXCESS = re.compile(rf"\*|[\[{{](?:[^\[{{]*[\[{{]){{{FEW}}}|[ \t?:-]{{{FEW}}}")
# Words that YAML writes without quotes in any position, and digits that it writes in quotes. These
# are nearly all values of generated pages; PyYAML would take as long as making the page.
PLAIN = re.compile(
    r"(?!(?i:yes|no|true|false|on|off|null)\Z)[A-Za-z㐀-䶿一-鿿《“（]"
    r"(?: ?[A-Za-z0-9㐀-䶿一-鿿《》“”‘’（）〔〕、，。；：！？—…·%/._()-])+"
)
DIGITS = re.compile("[1-9][0-9]*")
LONG = 100  # characters: YAML writes longer keys in another way
WORD, LIST = "tag:yaml.org,2002:str", "tag:yaml.org,2002:seq"


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """A page with its head parsed."""

    values: dict[str, object]  # empty where the page has no head
    body: str  # what follows the head
    lines: dict[str, int] = field(default_factory=dict)  # of each key, counted from 1
    body_line: int = 1  # where the body begins
    lined: bool = True  # whether each key begins a line, so that keys can be changed line by line

    @property
    def id(self) -> str:
        """The page's id; empty where it has none."""
        value = self.values.get("id")
        return value if isinstance(value, str) else ""


def words(value: object) -> tuple[str, ...]:
    """A front matter value as words: of a list its plain members, of anything plain itself.

    A person may have written any type under any key; what is no word is left out.
    """
    values = value if isinstance(value, list | tuple) else [value]
    plain = (str(v).strip() for v in values if isinstance(v, str | int | float))
    return tuple(word for word in plain if word)


def decode(data: bytes, file: str) -> str:
    r"""The text of a page's bytes: without BOM, every line end `\n`.

    Raises InputError with the line where the bytes are not UTF-8.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError("front-encoding", file, line) from error
    return text.replace("\r\n", "\n").replace("\r", "\n")


def parse(text: str, file: str) -> FrontMatter:
    r"""The head and body of a page's text, whose line ends are `\n`; errors name `file`.

    Raises InputError with file and line where the head is not opened or closed, no valid YAML, is
    no mapping, names a key twice, or has what no page needs (YAML anchors, deep nesting).
    """
    opening = OPENING.match(text)
    if not opening:
        spoilt = SPOILT.match(text)
        if spoilt and CLOSING.search(text, spoilt.end()):
            line = text[: -len(text.lstrip())].count("\n") + 1
            raise InputError("front-spoilt", file, line)
        return FrontMatter({}, text)
    closing = CLOSING.search(text, opening.end())
    if not closing:
        raise InputError("front-open", file, 1)
    # An empty first line in the opening's place: YAML then counts lines as the file does.
    head = "\n" + text[opening.end() : closing.start()]
    values, lines, lined = _mapping(head, file)
    body_line = text.count("\n", 0, closing.end()) + 1
    return FrontMatter(values, text[closing.end() :], lines, body_line, lined)


def values_of(data: bytes) -> Mapping[str, object]:
    """The head of a page's bytes; empty where it cannot be read, which the check tells."""
    try:
        return parse(decode(data, ""), "").values
    except InputError:
        return {}


def dump(values: Mapping[str, object]) -> str:
    """YAML as we write it: a line for each key or list item, however long."""
    return "".join(_simple(key, value) or _dumped(key, value) for key, value in values.items())


def _simple(key: str, value: object) -> str:
    """A key and its value in YAML; empty where PyYAML has to write them."""
    if len(key) > LONG or not PLAIN.fullmatch(key):
        return ""
    if isinstance(value, list):
        items = [_scalar(item) for item in value]
        lines = "".join(f"- {item}\n" for item in items)
        return f"{key}:\n{lines}" if items and all(items) else ""
    scalar = _scalar(value)
    return f"{key}: {scalar}\n" if scalar else ""


def _scalar(value: object) -> str:
    if isinstance(value, str):
        return value if PLAIN.fullmatch(value) else f"'{value}'" if DIGITS.fullmatch(value) else ""
    return str(value) if type(value) is int else ""


def _dumped(key: str, value: object) -> str:
    text: str = yaml.dump(
        {key: value}, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=WIDTH
    )
    return text


def changed(text: str, file: str, values: Mapping[str, object], before: str = "") -> str:
    """A page's text with these keys set in its head, or taken out where the value is None.

    All else stays as it is, but a head that is not `lined` is written anew. New keys come last, or
    before the key `before`. The lines of `text` must end in `\\n`. Raises InputError as `parse`
    does.
    """
    page = parse(text, file)
    head = text.removesuffix(page.body).rstrip("\n").split("\n")[1:-1]
    new = {key: _lines(key, value) for key, value in values.items()}
    if not page.lined:
        head = [line for key, value in page.values.items() for line in _lines(key, value)]
        return changed("\n".join(["---", *head, "---", page.body]), file, values, before)
    starts = sorted((line - 2, key) for key, line in page.lines.items())
    ends = [*(start for start, _ in starts), len(head)][1:]
    for (start, key), end in reversed([*zip(starts, ends, strict=True)]):
        if key in new:
            head[start : start + own_lines(head[start:end])] = new.pop(key)
    at = next((at for at, line in enumerate(head) if line.startswith(f"{before}:")), len(head))
    head[at:at] = [line for lines in new.values() for line in lines]
    between = "" if page.lines else "\n"
    return "\n".join(["---", *head, "---", between + page.body])


def _lines(key: str, value: object) -> list[str]:
    return dump({key: value}).split("\n")[:-1] if value is not None else []


def own_lines(lines: Sequence[str]) -> int:
    """How many of the lines belong to the key on the first; blank ones and comments may follow."""
    size = len(lines)
    while size > 1 and (not lines[size - 1].strip() or lines[size - 1].startswith("#")):
        size -= 1
    return size


def _mapping(head: str, file: str) -> tuple[dict[str, object], dict[str, int], bool]:
    """The values of a head, the line of each key, and whether each begins its line."""
    try:
        if EXCESS.search(head):  # nearly none has one: they are not parsed twice
            refuse_excess(head, file)
        loader = yaml.CSafeLoader(head)
        root = loader.get_single_node()
    except yaml.YAMLError as error:
        raise InputError("front-yaml", file, _line(error, head), reason=_reason(error)) from error
    if root is None:
        return {}, {}, True
    if not isinstance(root, yaml.MappingNode):
        raise InputError("front-shape", file, root.start_mark.line + 1)
    values: dict[str, object] = {}
    lines: dict[str, int] = {}
    for key, value in root.value:
        line = key.start_mark.line + 1
        if not isinstance(key, yaml.ScalarNode):
            raise InputError("front-shape", file, line)
        if key.value in values:
            raise InputError("front-twice", file, line, name=key.value)
        values[key.value] = _value(loader, value, file, line)
        lines[key.value] = line
    return values, lines, not any(key.start_mark.column for key, _ in root.value)


def _value(loader: yaml.CSafeLoader, node: yaml.Node, file: str, line: int) -> object:
    if node.tag == WORD and isinstance(node, yaml.ScalarNode):  # as nearly all
        word: str = node.value
        return word
    if node.tag == LIST and isinstance(node, yaml.SequenceNode):
        return [_value(loader, item, file, line) for item in node.value]
    try:
        value: object = loader.construct_document(node)
    except Exception as error:  # nearly anything gets out for `2024-13-45` or `!!timestamp x`
        raise InputError("front-yaml", file, line, reason=_reason(error)) from error
    return value


def _line(error: yaml.YAMLError, head: str) -> int:
    if isinstance(error, yaml.MarkedYAMLError):
        # Of a quotation mark that nothing closes the problem is the end: say where it opens.
        unclosed = "end of stream" in (error.problem or "")
        mark = error.context_mark if unclosed and error.context_mark else error.problem_mark
        return mark.line + 1 if mark else 1
    # A character that YAML forbids: libyaml gives its place in the bytes.
    return head.encode()[: getattr(error, "position", 0)].count(b"\n") + 1


def _reason(error: Exception) -> str:
    """YAML's own words, on one line."""
    words = getattr(error, "problem", None) or getattr(error, "reason", None) or str(error)
    return " ".join(str(words).split())[:120]
