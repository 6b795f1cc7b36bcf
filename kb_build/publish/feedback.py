"""Where readers report a fault: a letter or a form that already names the page."""

from __future__ import annotations

from urllib.parse import quote


def link(target: str, title: str, address: str) -> str:
    """The link for one page; empty where the settings name no place.

    `target` is the setting `feedback`: a mail address, or an address of a form or tracker in which
    `{title}` and `{address}` stand for the page's; a letter has them as subject and text (RFC
    6068).
    """
    if not target:
        return ""
    values = {"{title}": quote(title, safe=""), "{address}": quote(address, safe="")}
    if "://" not in target:
        target = f"mailto:{quote(target, safe='@')}?subject={{title}}&body={{address}}"
    for name, value in values.items():
        target = target.replace(name, value)
    return target
