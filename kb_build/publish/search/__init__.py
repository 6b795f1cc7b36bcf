"""Search: makes the index of a site, as small scripts that a browser loads.

It knows nothing of MkDocs or of how pages are rendered. `pages` cuts a page's HTML into records,
`findable` works out what a page adds to the index, `index` writes the whole index, and `renewal`
updates it where pages have changed.
"""
