"""`--console`, `--balloon` and `--vlan`: parts of the kernel that an image is built with when somebody asks for them."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from yarara import cache
from yarara.errors import UserError

EXTRAS = {
    "console": "for a program that prints much: by a virtio console (its port called output) in place of the serial port",
    "balloon": "memory that the program has freed goes back to the host, by a virtio balloon",
    "vlan": "the network card is in a VLAN (802.1Q): its frames have a tag, and others are not taken",
}
"""The names are those of compiler/constants.py."""


def add_to(parser: ArgumentParser, running: bool) -> None:
    """`running`: to `yarara run`, which also says what VLAN."""
    for name, meaning in EXTRAS.items():
        if running and name == "vlan":
            parser.add_argument("--vlan", metavar="ID", help=meaning + "; 1 to 4094")
        else:
            parser.add_argument(f"--{name}", action="store_true", help=meaning)


def chosen(arguments: Namespace) -> frozenset[str]:
    """What is asked for."""
    return frozenset(name for name in EXTRAS if getattr(arguments, name))


def vlan(arguments: Namespace) -> int | None:
    """The number of the VLAN."""
    if arguments.vlan is None:
        return None
    from yarara.kernel.network.vlan import LAST_VLAN, parse_identifier

    try:
        return parse_identifier(arguments.vlan)
    except ValueError:
        raise UserError(f"--vlan {arguments.vlan}: choose a number from 1 to {LAST_VLAN}", 2) from None


def check(image: cache.Image, asked: frozenset[str]) -> None:
    """Refuse an image that was built without what is asked for."""
    for name in sorted(asked - image.devices):
        raise UserError(f"--{name}: {image.path} was built without; build it with `yarara build --{name}` (and keep its symbols)", 2)
