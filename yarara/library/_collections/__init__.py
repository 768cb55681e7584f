"""The classes behind `collections`."""
