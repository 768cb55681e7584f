"""A harbour."""
from .berths import CAPACITY, dock
from . import signals as signals

__all__ = ["dock", "signals"]
name = __name__
