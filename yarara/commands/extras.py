"""`--console` and `--balloon`: parts of the kernel that an image is built with when somebody asks for them."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from yarara import cache
from yarara.errors import UserError

EXTRAS = {
    "console": "for a program that prints much: by a virtio console (its port called output) in place of the serial port",
    "balloon": "memory that the program has freed goes back to the host, by a virtio balloon",
}
"""The names are those of compiler/constants.py."""


def add_to(parser: ArgumentParser) -> None:
    for name, meaning in EXTRAS.items():
        parser.add_argument(f"--{name}", action="store_true", help=meaning)


def chosen(arguments: Namespace) -> frozenset[str]:
    """What is asked for."""
    return frozenset(name for name in EXTRAS if getattr(arguments, name))


def check(image: cache.Image, arguments: Namespace) -> None:
    """Refuse an image that was built without what is asked for."""
    for name in sorted(chosen(arguments) - image.devices):
        raise UserError(f"--{name}: {image.path} was built without; build it with `yarara build --{name}` (and keep its symbols)", 2)
