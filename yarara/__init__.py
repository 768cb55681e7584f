"""Yarara: a dedicated kernel for multi-threaded applications, written in Python."""

__version__ = "0.1.0"
