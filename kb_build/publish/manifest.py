"""What the last build of a site made, so that the next one does only what has changed.

It has all that must be known of every page, in one file of the store: a build without changes reads
only that. Without it everything is looked at again, with the same outcome.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from kb_build.config import Config
from kb_build.publish.frame import Frame
from kb_build.publish.renderer import Card
from kb_build.publish.search.pinyin import Sounds
from kb_build.publish.sources import Look
from kb_build.reuse.store import Store

NAME = "manifest"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a site was made of, and where its files are."""

    look: Look = field(default_factory=Look)  # at docs/
    common: str = ""  # stands for the program and the settings: see `rendering_keys`
    listing: str = ""  # stands for the names of all files in docs/, and the settings
    extras: str = ""  # stands for the settings, and what pages show beside their own text
    pages: dict[str, str] = field(default_factory=dict)  # keys by path below docs/
    cards: dict[str, Card] = field(default_factory=dict)  # by key
    sounds: Sounds = field(default_factory=Sounds)  # of the search index
    scripts: dict[str, str] = field(default_factory=dict)  # of that: names in the blob store
    frame: Frame = field(default_factory=Frame)


def store_of(config: Config) -> Store[Manifest]:
    """The store in which `Manifest` is kept, under NAME."""
    return Store(config.store.resolve() / "sites", Manifest)
