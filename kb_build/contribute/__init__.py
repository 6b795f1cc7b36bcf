"""Pages and reports that people add: written anew, copied in, or taken from a form filled in.

Nothing here overwrites a file. What a person says is checked when it is said, so that a page that
was added passes the check.
"""
