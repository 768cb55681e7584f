"""Builds in processes of their own, forked from one that has the compiler in memory and has checked the modules of every program: a second less
than `yarara build` takes, with nothing left over from the build before."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

from yarara.compiler.options import Options

_forks = multiprocessing.get_context("forkserver")
_forks.set_forkserver_preload(["tests.prepared"])


def build(source: Path, output: Path, *, target: str, level: int) -> None:
    """`driver.build`; raises what it raises."""
    _call(_build, source, output, target, level)


def check(source: Path) -> None:
    """`driver.check`; raises what it raises."""
    _call(_check, source)


def _check(source: Path) -> None:
    from yarara.compiler import driver

    driver.check(source)


def _build(source: Path, output: Path, target: str, level: int) -> None:
    from yarara.compiler import driver

    driver.build(source, output, Options(target, level=level))


def _call(function: Callable[..., None], *arguments: object) -> None:
    ours, theirs = _forks.Pipe(duplex=False)
    process = _forks.Process(target=_report, args=(theirs, function, arguments))
    process.start()
    theirs.close()
    try:
        error = ours.recv()
    except EOFError:
        error = ChildProcessError("the build ended without a word")
    process.join()
    if error is not None:
        raise error


def _report(result: Connection, function: Callable[..., None], arguments: tuple[object, ...]) -> None:
    try:
        function(*arguments)
        result.send(None)
    except Exception as error:
        result.send(error)
