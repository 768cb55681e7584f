"""`yarara run --trace`, `--trace-file` and `--pcap`: what is asked for, and the session that watches the guest for it."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from yarara import cache
from yarara.errors import UserError
from yarara.machines.qemu import Configuration

if TYPE_CHECKING:
    from yarara.observe.session import Output, Session

CATEGORIES = {"virtio": 1, "net": 2, "sched": 4}
"""As in kernel/trace/events.py."""
MARK = "trace"
"""What an image with trace points says it uses."""


def add_to(parser: ArgumentParser) -> None:
    parser.add_argument("--trace", metavar="virtio,net,sched",
                        help="print on stderr what the kernel does: one or more of the three")
    parser.add_argument("--trace-file", metavar="FILE", help="write that timeline there instead, for ui.perfetto.dev; everything, unless --trace chooses")
    parser.add_argument("--pcap", metavar="FILE", help="write every frame that the program's network card receives and sends there (pcapng)")


def _categories(text: str) -> int:
    chosen = 0
    for name in text.split(","):
        if name not in CATEGORIES:
            raise UserError(f"--trace {text}: choose among {', '.join(CATEGORIES)}, separated by commas", 2)
        chosen |= CATEGORIES[name]
    return chosen


def configure(arguments: Namespace, configuration: Configuration) -> None:
    """What the kernel is told."""
    everything = ",".join(CATEGORIES) if arguments.trace_file else None
    chosen = arguments.trace or everything
    configuration.trace = _categories(chosen) if chosen else 0
    configuration.capture = arguments.pcap is not None


def is_wanted(configuration: Configuration) -> bool:
    """Whether an image with trace points is needed."""
    return configuration.trace != 0 or configuration.capture


def check(image: cache.Image, configuration: Configuration) -> None:
    """Refuse an image that was built without what is asked for."""
    if is_wanted(configuration) and MARK not in image.devices:
        raise UserError(f"{image.path} cannot be traced; build it with `yarara build --trace` (and keep its symbols)", 2)


@contextmanager
def session(arguments: Namespace, image: cache.Image, configuration: Configuration) -> Iterator[Session | None]:
    """Watch the guest that is run inside the block, when that is wanted."""
    if not is_wanted(configuration):
        yield None
        return
    from yarara.observe.image import ImageFile
    from yarara.observe.session import Session

    memory = configuration.memory_bytes if configuration.is_virtual else None
    frames = open(arguments.pcap, "wb", buffering=0) if arguments.pcap else None
    watching = Session(ImageFile(image.path), memory, _output(arguments, configuration), frames)
    configuration.shared_memory = watching.memory.descriptor
    configuration.shared_size = watching.memory.size
    try:
        with watching:
            yield watching
        _report(watching)
    finally:
        watching.close()


def _output(arguments: Namespace, configuration: Configuration) -> Output | None:
    from yarara.observe.session import FileOutput, Printer

    if arguments.trace_file:
        return FileOutput(Path(arguments.trace_file), Path(arguments.source).name)
    return Printer(sys.stderr) if configuration.trace else None


def _report(watching: Session) -> None:
    for count, what in ((watching.lost, "events came too fast to be recorded"), (watching.frames_lost, "frames came too fast to be recorded")):
        if count:
            print(f"yarara: {count} {what}", file=sys.stderr)
