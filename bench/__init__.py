"""Measures the program: how much of what a report says is found, and how fast: `make bench`.

Tests use it too: browser, servers and case files stand here, since nothing here knows the tests.
"""
