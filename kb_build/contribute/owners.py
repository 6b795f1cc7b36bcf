"""Who answers for which pages, from `extra.knowledge_base.owners` in mkdocs.yml.

    owners:
      servers: [github, gitlab, gitea]      # whose files are wanted; all by default
      folders: {docs/guide: ["@bianji"]}    # below the folder of mkdocs.yml
      kinds: {rule: ["@fagui/zhidu"]}
      topics: {党的建设: ["@dangjian"]}

A page's owners are those of its innermost folder, its kind and its topics together. The words are
kept with their lines, so that a wrong one is refused where it stands.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

import yaml

from kb_build.errors import InputError
from kb_build.page.keys import KEYS

SERVERS = ("github", "gitlab", "gitea")
PARTS = ("folders", "kinds", "topics")
NAME = re.compile(r"@[A-Za-z0-9][A-Za-z0-9_.-]*(?:/[A-Za-z0-9][A-Za-z0-9_.-]*)*")
NESTED = "gitlab"  # alone has groups within groups

Names = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Owners:
    """Who owns what."""

    servers: tuple[str, ...] = ()  # empty where nobody owns anything
    folders: Mapping[str, Names] = field(default_factory=dict)  # by path without a slash at its end
    kinds: Mapping[str, Names] = field(default_factory=dict)
    topics: Mapping[str, Names] = field(default_factory=dict)


def owners(file: Path) -> Owners:
    """What a settings file says, which `config.load` has accepted.

    Raises InputError with the line for a server, a part, a folder or a kind that is not there, and
    for a name that none of the servers could know.
    """
    root = yaml.compose(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    settings = _child(_child(_child(root, "extra"), "knowledge_base"), "owners")
    if settings is None:
        return Owners()
    reader = _Reader(file)
    parts = {key.value: (key, value) for key, value in reader.pairs(settings)}
    for key, _ in parts.values():
        reader.refuse_unknown(key, ("servers", *PARTS))
    servers = tuple(reader.servers(parts["servers"][1])) if "servers" in parts else SERVERS
    read = {part: reader.named(parts[part][1], part, servers) for part in PARTS if part in parts}
    return Owners(servers, **read)


def _child(node: yaml.Node | None, name: str) -> yaml.Node | None:
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    return next((value for key, value in pairs if key.value == name), None)


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the setting and refuses what is wrong in it, with its line."""

    file: Path

    def fault(self, key: str, node: yaml.Node, **details: str) -> InputError:
        """What is wrong with a word."""
        return InputError(key, str(self.file), node.start_mark.line + 1, **details)

    def pairs(self, node: yaml.Node) -> list[tuple[yaml.ScalarNode, yaml.Node]]:
        """Names and values of a mapping."""
        if not isinstance(node, yaml.MappingNode):
            raise self.fault("owners-shape", node)
        return list(node.value)

    def words(self, node: yaml.Node) -> Iterator[yaml.ScalarNode]:
        """The words of a list, or a single one."""
        for one in node.value if isinstance(node, yaml.SequenceNode) else [node]:
            if not isinstance(one, yaml.ScalarNode):
                raise self.fault("owners-shape", one)
            yield one

    def refuse_unknown(self, node: yaml.ScalarNode, known: tuple[str, ...]) -> None:
        """Raises InputError for a word that is not among those known."""
        if node.value not in known:
            allowed = ", ".join(known)
            raise self.fault("owners-unknown", node, value=node.value, allowed=allowed)

    def servers(self, node: yaml.Node) -> Iterator[str]:
        """The servers whose files are wanted."""
        for word in self.words(node):
            self.refuse_unknown(word, SERVERS)
            yield word.value

    def named(self, node: yaml.Node, part: str, servers: tuple[str, ...]) -> dict[str, Names]:
        """Whom each folder, kind or topic belongs to."""
        return {
            OWNED[part](self, key): tuple(self.name(word, servers) for word in self.words(value))
            for key, value in self.pairs(node)
        }

    def name(self, node: yaml.ScalarNode, servers: tuple[str, ...]) -> str:
        """The name of a person or team."""
        name: str = node.value
        nested = name.count("/") > 1 and set(servers) != {NESTED}
        if not NAME.fullmatch(name) or nested:
            raise self.fault("owners-name", node, value=name[:60])
        return name

    def folder(self, node: yaml.ScalarNode) -> str:
        """A folder of the repository."""
        path = PurePosixPath(node.value)
        inside = not path.is_absolute() and ".." not in path.parts
        if not inside or not (self.file.parent / path).is_dir():
            raise self.fault("owners-folder", node, value=node.value)
        return path.as_posix()

    def kind(self, node: yaml.ScalarNode) -> str:
        """A kind of page, which may be called by its name."""
        meant = KEYS["kind"].meant(node.value)
        if not meant:
            self.refuse_unknown(node, KEYS["kind"].values)
        return meant

    def topic(self, node: yaml.ScalarNode) -> str:
        """A topic."""
        return str(node.value)


# By part of the setting, what reads and checks the name of something owned.
OWNED: Mapping[str, Callable[[_Reader, yaml.ScalarNode], str]] = {
    "folders": _Reader.folder,
    "kinds": _Reader.kind,
    "topics": _Reader.topic,
}
