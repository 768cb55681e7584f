"""A package with a sub-module of its own."""

from .square import Square as Square

print("shapes is imported")
SIDES = 4
