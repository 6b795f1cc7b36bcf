"""What all types of the model are: frozen records, which take little room and time.

They are msgspec's, not dataclasses: ten times as fast to make and to compare. Kept on disk and
hashed they are bare lists of their values in order, without names, which takes half the space and
time; so a stored result is only good for the program that stored it, as the store sees to.
"""

from __future__ import annotations

from msgspec import Struct


class Value(Struct, frozen=True, array_like=True, gc=False):
    """A frozen record of plain values and other records: the garbage collector leaves it alone."""
