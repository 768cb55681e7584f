"""`yarara check`: would this program compile? If not: where, and what to write instead."""

from __future__ import annotations

from argparse import Namespace

from yarara.commands import Commands, source_file
from yarara.commands.compiling import compiling


def add_to(commands: Commands) -> None:
    parser = commands.add_parser("check", help="say what in a program cannot be compiled, and what to write instead")
    parser.add_argument("source", metavar="PROGRAM.py")
    parser.set_defaults(execute=execute)


def execute(arguments: Namespace) -> int:
    source = source_file(arguments.source)
    with compiling() as step:
        step(f"checking {source}")
        from yarara.compiler import driver

        driver.check(source)
    print(f"{source}: no errors")
    return 0
