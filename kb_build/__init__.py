"""Turns office work reports into a searchable knowledge base that staff can browse and correct."""

__version__ = "0.1.0"
