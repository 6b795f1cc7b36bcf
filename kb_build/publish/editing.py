"""The editor page `edit/`: pages are corrected in a browser, and each change is a commit of git.

The editor is Sveltia CMS, which lies in `kb_build/vendor/` and gets into a site only where the
settings name a git server. What may be filled in is made of `page.keys`, as forms and questions
are. A content security policy lets the page ask the site and that server, and nobody else.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from urllib.parse import quote, urlsplit

from kb_build.config import Editor
from kb_build.messages import say
from kb_build.model import EntryKind
from kb_build.page.addresses import FOLDERS, OWN
from kb_build.page.keys import ASKED, KEYS, PARTS, Field, fields
from kb_build.publish.search.scripts import script_json

VENDOR = Path(__file__).parent.parent / "vendor" / "sveltia-cms"
FOLDER = "edit"
API: Mapping[str, str] = {"gitea": "/api/v1", "gitlab": "/api/v4"}
# The editor asks for its words as JSON, which no browser takes for a module.
WORDS = "locales/zh-CN.json"
MODULES = {"imports": {"../locales/zh-CN.json": "./zh-CN.js"}}
# Whom the page may ask. Styles stand in its elements; pictures are shown before they are sent.
POLICY = (
    "default-src 'none'; script-src 'self' '{modules}'; style-src 'self' 'unsafe-inline'; "
    "font-src 'self'; img-src 'self' data: blob: {server}; "
    "connect-src 'self' data: blob: {server}; "
    "worker-src 'self' blob:; base-uri 'none'; form-action 'none'"
)
# What the editor calls a page's text; `body`, as usual, is a key of the front matter.
TEXT = "page_text"
# What the editor fills in, in a commit's message.
FILLED = {"collection": "{{collection}}", "slug": "{{slug}}", "path": "{{path}}"}
PAGE = """<!doctype html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="referrer" content="no-referrer">
<title>{title}</title>
<script type="importmap">{modules}</script>
<script type="module" src="start.js"></script>
</head>
<body><p id="wait">{wait}</p></body>
</html>
"""
START = """import CMS from "./index.js";
document.getElementById("wait").remove();
CMS.init({{ config: {config} }});
"""


def place_of(editor: Editor | None, path: str, front: Mapping[str, object]) -> str:
    """The address, below the site, at which a page can be edited; empty where it cannot."""
    if not editor:
        return ""
    kind = next((kind for kind in ASKED if kind == front.get("kind")), None)
    file = PurePosixPath(path)
    if not kind or str(file.parent) != FOLDERS[kind]:
        return ""
    return f"{FOLDER}/index.html#/collections/{kind}/entries/{quote(file.stem)}"


def files(editor: Editor | None, lang: str) -> Iterator[tuple[str, bytes]]:
    """The editor's files by their paths in the site; none without a server."""
    if editor:
        for path in sorted(VENDOR.rglob("*")):
            name = path.relative_to(VENDOR).as_posix()
            if path.is_file() and name != WORDS:
                yield f"{FOLDER}/{name}", path.read_bytes()
        for name, text in _made(editor, lang).items():
            yield f"{FOLDER}/{name}", text.encode()


def _made(editor: Editor, lang: str) -> dict[str, str]:
    words = json.loads((VENDOR / WORDS).read_text(encoding="utf-8"))
    return {
        "zh-CN.js": f"export default {script_json(words)};\n",
        "start.js": START.format(config=script_json(settings(editor, lang))),
        "index.html": _page(editor, lang),
    }


def _page(editor: Editor, lang: str) -> str:
    modules = json.dumps(MODULES)
    digest = base64.b64encode(hashlib.sha256(modules.encode()).digest()).decode()
    parts = urlsplit(editor.server)
    server = f"{parts.scheme}://{parts.netloc}"
    policy = POLICY.format(modules=f"sha256-{digest}", server=server)
    title, wait = (html.escape(say(f"editor.{key}", lang)) for key in ("title", "wait"))
    return PAGE.format(lang=lang, policy=policy, title=title, wait=wait, modules=modules)


def settings(editor: Editor, lang: str) -> dict[str, object]:
    """The editor's own settings (https://sveltiacms.app/en/docs/config-basics)."""
    commits = ("create", "update", "delete", "uploadMedia", "deleteMedia")
    return {
        "load_config_file": False,
        "app_title": say("editor.title", lang),
        "show_preview_links": False,
        "backend": {
            "name": editor.backend,
            "repo": editor.repository,
            "branch": editor.branch,
            "base_url": editor.server,
            "api_root": editor.server + API[editor.backend],
            "auth_methods": ["token"],
            "commit_messages": {name: say(f"editor.{name}", lang, **FILLED) for name in commits},
        },
        "media_folder": f"{editor.pages}/files",
        "public_folder": "/files",
        "editor": {"preview": False},
        "output": {"omit_empty_optional_fields": True, "yaml": {"indent_sequences": False}},
        "collections": [_collection(kind, editor.pages, lang) for kind in ASKED],
    }


def _collection(kind: EntryKind, pages: str, lang: str) -> dict[str, object]:
    return {
        "name": kind,
        "label": say(f"kinds.{kind}", lang),
        "folder": f"{pages}/{FOLDERS[kind]}",
        "filter": {"field": "kind", "value": kind},
        "create": True,
        "extension": "md",
        "format": "yaml-frontmatter",
        "body_field": {"key": TEXT},
        "slug": "{{fields.id}}",
        "summary": "{{title}}",
        "fields": [
            *_first(kind, lang),
            *(_widget(field, lang) for field in fields(kind)),
            _body(kind, lang),
        ],
    }


def _first(kind: EntryKind, lang: str) -> list[dict[str, object]]:
    """The fields filled in automatically: an id that no generated page can have, and the kind."""
    label, prefix = KEYS["id"].label(lang), f"{kind}-{OWN}-"
    return [
        {"name": "id", "label": label, "widget": "uuid", "prefix": prefix, "readonly": True},
        {"name": "kind", "widget": "hidden", "default": kind},
    ]


def _widget(field: Field, lang: str) -> dict[str, object]:
    key = field.key
    widgets: dict[str, dict[str, object]] = {
        "text": {"widget": "string"},
        "note": {"widget": "text"},
        "choice": {"widget": "select", "options": _options(field, lang)},
        "choices": {"widget": "select", "multiple": True, "options": _options(field, lang)},
        "texts": {"widget": "list"},
        "years": {"widget": "list"},
    }
    return {
        "name": key.name,
        "label": key.label(lang),
        "hint": say(f"hint.{key.name}", lang),
        "required": field.required,
        **widgets[key.shape],
    }


def _options(field: Field, lang: str) -> list[dict[str, str]]:
    return [{"label": field.key.value_label(value, lang), "value": value} for value in field.values]


def _body(kind: EntryKind, lang: str) -> dict[str, object]:
    """The field of the page's text, as plain Markdown: a rich text editor would rewrite it."""
    start = "".join(f"## {say(f'part.{part}', lang)}\n\n" for part in PARTS[kind])
    label, hint = say("editor.body", lang), say("editor.body-hint", lang)
    return {"name": TEXT, "label": label, "hint": hint, "widget": "text", "default": start}
