"""What becomes of a program in both lives, and how they differ."""

from __future__ import annotations

import multiprocessing
import os
import re
import subprocess
import sys
import traceback
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from fuzzing.reference import reference
from yarara.compiler import driver
from yarara.compiler.frontend import frontend
from yarara.compiler.diagnostics import CompileError
from yarara.compiler.options import PROCESS, UNOPTIMISED, Options
from yarara.compiler.lowering.lowering import DEBUG

PATIENCE = 300.0
"""Seconds for a build; a generated program takes a few."""
CACHE = Path(__file__).resolve().parent.parent / "build" / "mypy"


@dataclass(frozen=True)
class Difference:
    """What is wrong with a program. `sort` is one of: "invalid" (the generator's own mistake), "refused", "crash" (of the compiler), "result"."""

    sort: str
    text: str
    line: int = 0
    """In the program, where that is known."""

    @property
    def key(self) -> str:
        """The same for what is probably the same mistake: names and numbers do not count."""
        if self.sort == "result":
            return self.sort
        return f"{self.sort}: {re.sub(r'[0-9]+', '#', self.text.splitlines()[0])}"


@dataclass(frozen=True)
class Result:
    status: int
    stdout: bytes
    last: str
    """The last line of stderr."""


def compare(source: str, folder: Path, level: int = UNOPTIMISED) -> Difference | None:
    """Run a program in both lives; None when they agree, or when CPython does not come to an end in time."""
    program, other, image = folder / "program.py", folder / "reference.py", folder / "image"
    program.write_text(source)
    other.write_text(reference(source))
    expected = _run([sys.executable, "-B", "-W", "ignore", str(other)], 20)
    if expected is None or any(word in expected.last for word in ("SyntaxError", "NameError", "UnboundLocalError")):
        return Difference("invalid", f"CPython: {expected.last if expected else 'no end'}") if expected else None
    difference = build(program, image, level)
    if difference is not None:
        complaint = strict_complaint(program) if difference.sort == "refused" else ""
        return Difference("invalid", complaint, difference.line) if complaint else difference
    return _difference(expected, _run([str(image)], 60))


def _difference(expected: Result, got: Result | None) -> Difference | None:
    if got is None:
        return Difference("result", "no end")
    if got == expected:
        return None
    wanted, printed = expected.stdout.decode(errors="replace").splitlines(), got.stdout.decode(errors="replace").splitlines()
    for number, (one, other) in enumerate(zip([*wanted, "(end)"], [*printed, "(end)"])):
        if one != other:
            test = next((line for line in reversed(wanted[:number]) if line.startswith("== ")), "")
            return Difference("result", f"{test}\n  expected {one}\n  printed  {other}\n  stderr   {got.last}")
    return Difference("result", f"expected status {expected.status}, {expected.last}\n  got status {got.status}, {got.last}")


def _run(command: list[str], patience: float) -> Result | None:
    """None when it does not end."""
    try:
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=patience, env={**os.environ, "PYTHONIOENCODING": "utf-8:backslashreplace"})
    except subprocess.TimeoutExpired:
        return None
    return Result(done.returncode, done.stdout, (done.stderr.decode(errors="replace").splitlines() or [""])[-1])


def strict_complaint(program: Path) -> str:
    """What `mypy --strict` says with the stubs of CPython; "" when it is content."""
    command = [sys.executable, "-m", "mypy", "--strict", "--no-error-summary", "--config-file=", "--cache-dir", str(CACHE), str(program)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, cwd=program.parent)
    return done.stdout.splitlines()[0].split(": ", 1)[1] if done.returncode else ""


def build(program: Path, image: Path, level: int) -> Difference | None:
    """Compile in a child process, which LLVM may end and which does not grow from program to program."""
    frontend.prepare()
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    child = context.Process(target=_build, args=(program, image, level, sender))
    child.start()
    sender.close()
    answer: Difference | None = Difference("crash", f"the compiler takes longer than {PATIENCE:.0f} s")
    try:
        if receiver.poll(PATIENCE):
            answer = receiver.recv()
    except EOFError:
        answer = Difference("crash", "the compiler was killed")
    child.kill()
    child.join()
    receiver.close()
    return answer


def _build(program: Path, image: Path, level: int, sender: Connection) -> None:
    os.environ[DEBUG] = "1"  # the compiler's own exceptions come through
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 2)
    sender.send(_built(program, image, level))


def _built(program: Path, image: Path, level: int) -> Difference | None:
    sys.setrecursionlimit(10_000)
    try:
        driver.build(program, image, Options(PROCESS, level=level))
    except CompileError as error:
        first = error.diagnostics[0]
        return Difference("refused", f"{first.message}\n{first.source_line}", first.line)
    except Exception as error:
        place = traceback.extract_tb(error.__traceback__)[-1]
        return Difference("crash", f"{type(error).__name__} in {Path(place.filename).name}, {place.name}: {str(error)[:200]}")
    return None
