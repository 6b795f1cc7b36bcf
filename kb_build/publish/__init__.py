"""docs/ → site/: the only stage that knows MkDocs and Material; importing it loads neither."""

from kb_build.publish.preview import serve
from kb_build.publish.site import Published, build

__all__ = ["Published", "build", "serve"]
