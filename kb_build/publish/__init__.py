"""docs/ → site/: the only stage that knows MkDocs and Material; importing it loads neither."""

from kb_build.publish.preview import address_of, serve
from kb_build.publish.site import Published, build

__all__ = ["Published", "address_of", "build", "serve"]
