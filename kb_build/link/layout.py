"""How a report's outline falls into blocks: each has a head and, below it, items.

What an author put under one heading is one block. Labels such as 整改情况 and the items of a list
are no heads of their own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container
from dataclasses import dataclass
from functools import cached_property

from kb_build.link.boilerplate import is_label, names_part
from kb_build.model import HIDDEN, ITEMS, Node, Outline

# Headed blocks of one parent that have fewer code points than this on average, about three
# sentences, are its items: a page of its own for each would tell nothing.
SHORT = 120


@dataclass(frozen=True)
class Layout:
    """The nodes of one report, by what they are to each other."""

    outline: Outline
    answered: Container[str]  # ids of passages and nodes that are problems with answers

    @cached_property
    def nodes(self) -> dict[str, Node]:
        """All nodes by id."""
        return {node.id: node for node in self.outline.nodes}

    def up(self, node: Node | None) -> tuple[Node, ...]:
        """The node and those above it, from the top."""
        chain: list[Node] = []
        while node is not None:
            chain.append(node)
            node = self.nodes.get(node.parent)
        return tuple(reversed(chain))

    def home(self, node_id: str) -> Node | None:
        """The head of the block in which a node lies: itself, or the one that its items are of."""
        return self._homes.get(node_id)

    def item(self, node_id: str) -> Node | None:
        """The item of its block in which a node lies; None where it is the block's head itself."""
        home = self.home(node_id)
        below = [n for n in self.up(self.nodes.get(node_id)) if home and n.depth > home.depth]
        return next((node for node in below if not is_label(node)), None)

    @cached_property
    def themes(self) -> set[str]:
        """Ids of the nodes that have blocks of their own under them."""
        heads = filter(self._is_head, self.outline.nodes)
        return {above.id for head in heads for above in self.up(head)[:-1]}

    def _is_head(self, node: Node) -> bool:
        return not self._is_item(node) and not is_label(node)

    def _is_item(self, node: Node) -> bool:
        """Whether a node is an item of a block: it is short, or its marker counts items.

        Longer ones that are counted below 下一步打算 are what that part of the report tells.
        """
        if node.id in self._short:
            return True
        above = self.nodes.get(node.parent)
        return node.rule in ITEMS and not (above and names_part(above))

    @cached_property
    def _homes(self) -> dict[str, Node]:
        homes = {}
        for node in self.outline.nodes:
            chain = self.up(node)
            homes[node.id] = next(filter(self._is_head, reversed(chain)), chain[0])
        return homes

    @cached_property
    def _short(self) -> set[str]:
        """Ids of the nodes that are short as the siblings marked alike are, on average.

        Problems with answers are not. Shortcomings counted behind the items of a chapter, 一是…,
        say nothing of these, （一）….
        """
        visible = self.outline.report.visible()

        def length(node: Node) -> int:
            start, end = node.span.start, node.block_end
            return end - start - visible.count(HIDDEN, start, end)

        alike: dict[tuple[str, str], list[Node]] = defaultdict(list)
        for node in self.outline.nodes:
            alike[node.parent, node.rule].append(node)
        return {
            node.id
            for (parent, _), family in alike.items()
            if parent and sum(map(length, family)) < SHORT * len(family)
            for node in family
            if node.id not in self.answered
        }
