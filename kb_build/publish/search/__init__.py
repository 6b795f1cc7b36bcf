"""Search: what of a page can be found, and the index as small scripts that a browser loads.

It knows nothing of MkDocs or of how pages are rendered: `pages` cuts a page's HTML into records,
`findable` has what a page brings, `index` is made of these, and `renewal` renews it.
"""
