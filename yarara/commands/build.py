"""`yarara build`: one program, one image."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from yarara import cache
from yarara.commands import Commands, add_level, extras, source_file
from yarara.commands.compiling import compiling
from yarara.compiler.options import PROCESS, TARGETS, VM, Options

STAGES = ("typed", "ir", "llvm", "asm")


def add_to(commands: Commands) -> None:
    parser = commands.add_parser("build", help="compile a program into an image that any PVH loader boots")
    parser.add_argument("source", metavar="PROGRAM.py")
    parser.add_argument("-o", "--output", metavar="FILE", help="default: the program's name with .elf, here")
    parser.add_argument("--target", choices=TARGETS, default=VM, help="a bootable image, or a static Linux program")
    parser.add_argument("--trace", action="store_true", help="an image that `yarara run --trace` and `--pcap` can look into")
    extras.add_to(parser, running=False)
    add_level(parser)
    parser.add_argument("--dump", choices=STAGES, help="print the program's functions after a stage of the compiler, and build nothing")
    parser.set_defaults(execute=execute)


def execute(arguments: Namespace) -> int:
    source = source_file(arguments.source)
    if arguments.dump:
        print(_dumped(source, arguments), end="")
        return 0
    output = Path(arguments.output) if arguments.output else Path(source.stem + ".elf")
    with compiling() as step:
        image = cache.image_of(source, Options(arguments.target, arguments.trace, extras.chosen(arguments), arguments.level), step)
    cache.copy_image(image, output, executable=arguments.target == PROCESS)
    return 0


def _dumped(source: Path, arguments: Namespace) -> str:
    from yarara.compiler import dumps  # the compiler is slow to import

    return dumps.dump(source, arguments.dump, arguments.target)
