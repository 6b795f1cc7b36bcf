"""Updates an index after a few pages have changed: writes only the files that contain them.

The outcome is, byte for byte, the same as that of writing the whole index.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain

from kb_build.model import replace
from kb_build.publish.search.findable import FIELDS, Findable
from kb_build.publish.search.index import Contents, Line, write, write_heads
from kb_build.publish.search.parts import SHARES, Load, Makers, Turn
from kb_build.publish.search.pinyin import Sounds
from kb_build.publish.search.postings import Edits, Places, places_of
from kb_build.publish.search.scripts import Scripts
from kb_build.publish.search.slots import Slots
from kb_build.publish.search.texts import further, group_of, place, write_group

# From so large a share of changed pages on, writing all anew is faster.
MANY = 0.2
NOWHERE: Places = tuple({} for _ in FIELDS)


def renew(
    scripts: Scripts,
    old: Contents,
    was: Load,
    pages: Mapping[str, Line],
    load: Load,
    makers: Makers,
) -> Contents:
    """Makes the files of an index those of `pages`; `old` is given away and must not be used again.

    `was` gives what a page brought to the old index; `makers` make the new one where all of it is
    written. Raises OSError or KeyError where a file or a page of the old one is lost.
    """
    new = Contents(dict(pages), old.sounds)
    change = Change.between(old, new)
    if not old.pages or not change.is_small or new.terms != old.terms:
        scripts.clear()
        return write(scripts, pages, makers)
    gone = {change.before.by_url[url]: was(url) for url in change.urls & old.pages.keys()}
    come = {change.after.by_url[url]: load(url) for url in change.urls & pages.keys()}
    heard, sounds = old.heard, _names(old.sounds, gone, come)
    sounds |= _terms(old, change.after.several, gone, come, makers)
    if new.heard == heard:
        heard.renew(scripts, sounds, lambda sound, _: new.sounds.row(sound))
    else:
        new.heard.write(scripts, ((sound, new.sounds.row(sound)) for sound in new.sounds))
        for number in range(new.heard.count, heard.count):
            del scripts[f"{heard.name}/{number}.js"]
    _texts(scripts, change, gone, load)
    if change.shows_in_heads or new.heard != heard:
        write_heads(scripts, new, change.after)
    return new


@dataclass(frozen=True, slots=True)
class Change:
    """The difference between two indexes: pages that are new, gone, changed, or in another slot."""

    before: Slots
    after: Slots
    urls: set[str]
    shows_in_heads: bool  # whether head.js and facets.js change

    @classmethod
    def between(cls, old: Contents, new: Contents) -> Change:
        """The difference between the contents of two indexes."""
        before, after = old.slots, new.slots
        moved = {url for url, _ in before.by_url.items() ^ after.by_url.items()}
        lines = ((url, line, old.pages[url]) for url, line in new.pages.items() if url not in moved)
        differ = {url: (line, was) for url, line, was in lines if line is not was and line != was}
        told = any(_in_head(line) != _in_head(was) for line, was in differ.values())
        return cls(before, after, moved | differ.keys(), bool(moved) or told)

    @property
    def is_small(self) -> bool:
        """Whether updating is worth while; otherwise all is written anew."""
        before, after = self.before, self.after
        sizes_stay = (before.several, before.count) == (after.several, after.count)
        return sizes_stay and len(self.urls) <= MANY * len(before.by_url)


def _in_head(line: Line) -> Line:
    """The part of a page's line that head.js and facets.js contain."""
    return replace(line, mark="", postings=0)


def _names(sounds: Sounds, gone: Mapping[int, Findable], come: Mapping[int, Findable]) -> set[str]:
    """Updates the counts of names; gives the sounds of names whose count changed."""
    more, fewer = (
        Counter(name for page in pages.values() for name in page.names) for pages in (come, gone)
    )
    new, lost = (more - fewer).elements(), (fewer - more).elements()
    return sounds.count_names(new, 1) | sounds.count_names(lost, -1)


def _terms(
    old: Contents,
    several: int,
    gone: Mapping[int, Findable],
    come: Mapping[int, Findable],
    makers: Makers,
) -> set[str]:
    """Updates the rows of terms; gives the sounds of pairs whose frequency changed."""
    was, is_ = (places_of({s: p.terms for s, p in pages.items()}) for pages in (gone, come))
    terms = old.terms
    shares: list[dict[str, Edits]] = [{} for _ in range(SHARES)]
    for term in was.keys() | is_.keys():
        then, now = was.get(term, NOWHERE), is_.get(term, NOWHERE)
        if then != now:
            shares[terms.share(term, SHARES)][term] = tuple(map(_edits, then, now))
    renewed = makers.renewed(terms, [Turn(several, some) for some in shares])
    pairs = chain.from_iterable(often.items() for often in renewed)
    return set().union(*(old.sounds.set_pair(*pair) for pair in pairs))


def _edits(then: Mapping[int, str], now: Mapping[int, str]) -> dict[int, str | None]:
    """The changes to a term's places in a field."""
    come = {slot: place for slot, place in now.items() if then.get(slot) != place}
    return {**dict.fromkeys(then.keys() - now.keys()), **come}


def _texts(scripts: Scripts, change: Change, gone: Mapping[int, Findable], load: Load) -> None:
    by_url = change.after.by_url
    after = {slot: url for url, slot in by_url.items()}
    slots = {*gone, *(by_url[url] for url in change.urls & by_url.keys())}
    by_group: dict[int, dict[int, tuple[str, ...]]] = {group_of(slot): {} for slot in slots}
    stale = {name for slot, page in gone.items() for name in further(slot, len(page.shown))}
    for name in scripts.keys() & map(place, stale | {str(group) for group in by_group}):
        del scripts[name]
    for slot, url in after.items():
        if group_of(slot) in by_group:
            by_group[group_of(slot)][slot] = load(url).shown
    for group, pages in by_group.items():
        write_group(scripts, group, pages)
