"""Measures the program: how much of what a report says is found, and how fast: `make bench`."""
