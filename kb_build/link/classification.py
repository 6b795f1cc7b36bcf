"""Which topics an entry has, at most three: by the words of the subject scheme that it uses."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, partial

from kb_build.lexicon import Scheme, scheme, table
from kb_build.lexicon.first_letters import under_letters
from kb_build.model import Entry, EntryKind, Quotation, replace

MOST = 3  # topics of an entry
SHOWN = 5  # words that are told as the reason for a topic
# The four numbers below were set by reading the topics of entries on reports of all genres.
IN_NAME = 3  # a word in the name or in a heading counts as much as three in the text
OFTEN = 3  # times that one word counts in the text: a report's set phrase is no subject
LEAST = 3  # weights below say nothing: a passing word or two
SHARE = 0.5  # of the best topic's weight that a further topic needs

# What is called by its subject: a sentence that names it often names five others beside it.
CALLED: tuple[EntryKind, ...] = ("rule", "mechanism")
PASSING = "other"  # the section of sentences that only name a body
# Who is in charge is no subject: （市场监管总局牵头，各地区按职责分工负责）.
IN_CHARGE = re.compile(r"[（(][^（）()]*(?:负责|牵头|配合)[^（）()]*[）)]")

Weights = dict[str, Counter[str]]  # by topic: the words found and what each weighs


@dataclass(frozen=True)
class Subjects:
    """A subject scheme, and how its words are found."""

    scheme: Scheme = field(default_factory=partial(scheme, "topics"))

    def classify(self, entries: Iterable[Entry]) -> Iterator[Entry]:
        """The entries with their topics, the weightiest first, and the words that decided each."""
        for entry in entries:
            found = self._weights(entry)
            topics = self._best(found)
            words = tuple(_reasons(found[topic]) for topic in topics)
            yield replace(entry, topics=topics, topic_words=words)

    def of(self, text: str) -> tuple[str, ...]:
        """The topics of a piece of text, the weightiest first."""
        words = self._pattern.findall(IN_CHARGE.sub("", text))
        return self._best(self._weighed(Counter(), Counter(words)))

    def _best(self, found: Weights) -> tuple[str, ...]:
        sums = {topic: sum(words.values()) for topic, words in found.items()}
        best = sorted(sums, key=lambda topic: (-sums[topic], self._order[topic]))[:MOST]
        bar = max([LEAST, *(SHARE * sums[topic] for topic in best[:1])])
        return tuple(topic for topic in best if sums[topic] >= bar)

    def _weights(self, entry: Entry) -> Weights:
        """Topic words with weights: from the name only, if it tells a rule's subject; else all."""
        named = Counter(self._pattern.findall(entry.name))
        called = self._weighed(named, Counter()) if entry.kind in CALLED else {}
        return called or self._weighed(*self._counted(entry, named))

    def _weighed(self, heads: Counter[str], text: Counter[str]) -> Weights:
        """A longer word says more: 干部教育培训 weighs five, 教育 one.

        What is said once and in passing is no subject beside one that is spoken of.
        """
        found: Weights = {}
        for word in {**heads, **text}:
            weight = (len(word) - 1) * (IN_NAME * min(heads[word], 1) + min(text[word], OFTEN))
            for topic in self._meaning[word]:
                found.setdefault(topic, Counter())[word] = weight
        meant = {topic: words for topic, words in found.items() if _meant(words, heads, text)}
        told = any(sum(words.values()) >= LEAST for words in meant.values())
        return meant if told else found

    def _counted(self, entry: Entry, named: Counter[str]) -> tuple[Counter[str], Counter[str]]:
        """How often words stand in name and headings, and in the text; a passage counts once."""
        shown = (section for section in entry.sections if section.label != PASSING)
        told = {(q.report, q.span): q for section in shown for q in section.quotations}
        heads = (quotation for quotation in told.values() if quotation.role == "heading")
        text = (quotation for quotation in told.values() if quotation.role != "heading")
        return named + Counter(self._words(heads)), Counter(self._words(text))

    def _words(self, quotations: Iterable[Quotation]) -> list[str]:
        """The words that stand in quotations, each as often as it does; all sought at once."""
        told = (IN_CHARGE.sub("", quotation.text) for quotation in quotations)
        return self._pattern.findall("\n".join(told))

    @cached_property
    def _order(self) -> dict[str, int]:
        """The position of each topic in the scheme."""
        topics = (topic for topics in self.scheme.values() for topic in topics)
        return {topic: place for place, topic in enumerate(topics)}

    @cached_property
    def _meaning(self) -> dict[str, list[str]]:
        """Topics by word; none of a common word that only looks as if it had one in it."""
        found: dict[str, list[str]] = {word: [] for word in table("linking")["no_subject"]}
        for topics in self.scheme.values():
            for topic, words in topics.items():
                for word in words:
                    found.setdefault(word, []).append(topic)
        return found

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        """Any of the words, the longest first, so that 干部教育 is not read as 教育."""
        under: dict[str, list[str]] = {}
        for word in sorted(self._meaning, key=lambda word: (-len(word), word)):
            under.setdefault(word[0], []).append(re.escape(word[1:]))
        rests = {first: "|".join(rest) for first, rest in under.items()}
        return re.compile(under_letters(rests))


def _meant(words: Iterable[str], heads: Counter[str], text: Counter[str]) -> bool:
    """Whether a topic is spoken of: in the name or a heading, or more than once in the text."""
    return any(heads[word] for word in words) or sum(text[word] for word in words) > 1


def _reasons(words: Counter[str]) -> tuple[str, ...]:
    return tuple(sorted(words, key=lambda word: (-words[word], word))[:SHOWN])
