"""Adds pages and reports: new pages, copied reports, and pages from filled-in forms.

Nothing here overwrites a file. Answers are checked at once, so that a page that was added passes
the check.
"""
