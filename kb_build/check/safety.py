"""Pages must load nothing from elsewhere and run nothing, to keep intranet and readers safe."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from kb_build.check.docs import Docs
from kb_build.check.markup import KNOWN, Attributes, address, scheme
from kb_build.check.pages import Fault, PageFile
from kb_build.model import Notice

# Elements that run or load something, change the page around them, or hold text of other grammars.
REFUSED = frozenset({
    "animate", "animatemotion", "animatetransform", "applet", "base", "embed", "feimage",
    "foreignobject", "form", "frame", "frameset", "iframe", "isindex", "link", "math", "meta",
    "noembed", "noframes", "noscript", "object", "plaintext", "portal", "script", "set", "style",
    "template", "textarea", "title", "xmp",
})  # fmt: skip
# Attributes that load or send without a click; on elements other than <a> `href` does as well.
LOADING = frozenset({
    "action", "background", "cite", "classid", "codebase", "data", "formaction", "icon",
    "longdesc", "lowsrc", "manifest", "ping", "poster", "profile", "src", "srcdoc", "srcset",
    "usemap", "xlink:href",
})  # fmt: skip
LINKS = frozenset({"a", "area", ""})  # elements that are followed by a click; '': of Markdown
FOLLOWED = frozenset({"", "http", "https", "mailto", "tel"})  # schemes that a link may have


def check(page: PageFile, _: Docs) -> Iterator[Notice]:
    """An error for each element, attribute and address that runs or loads something."""
    for tag in (*page.tags, *page.braces):
        if isinstance(tag, int):
            yield page.fault("check-html-unclear", tag)
        else:
            for key, details in _faults(tag.name, tag.attributes):
                yield page.fault(key, tag.start, **details)
    for link in page.links:
        found = scheme(link.target)
        if link.image and found:
            yield page.fault("check-remote", link.start, target=link.target)
        elif found not in FOLLOWED:
            yield page.fault("check-scheme", link.start, target=link.target)


@lru_cache(KNOWN)
def _faults(element: str, attributes: Attributes) -> tuple[Fault, ...]:
    """What is wrong with a tag."""
    return (
        *([("check-html-element", {"name": element})] if element in REFUSED else ()),
        *(fault for pair in attributes if (fault := _fault(element, *pair))),
    )


def _fault(element: str, name: str, value: str) -> Fault | None:
    """What is wrong with an attribute of an element."""
    loads = name in LOADING or (name == "href" and element not in LINKS)
    found = scheme(address(value)) if loads or name == "href" else ""
    if name.startswith("on") or (name == "style" and _is_busy(value)):
        return "check-html-handler", {"name": name}
    if loads and (found or "//" in value.replace("\\", "/")):
        return "check-remote", {"target": value}
    if name == "href" and found not in FOLLOWED:
        return "check-scheme", {"target": value}
    return None


def _is_busy(style: str) -> bool:
    """Whether a style might load something: functions, escapes and comments can hide it."""
    return any(sign in style for sign in "(\\@/")
