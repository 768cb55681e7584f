"""From a source file to an image: runs the stages and gives errors a place."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from yarara.compiler import backend
from yarara.compiler.program import types
from yarara.compiler.emission.devices import devices_of
from yarara.compiler.diagnostics import CompileError, Diagnostic, located
from yarara.compiler.emission.emission import Emission
from yarara.compiler.frontend.frontend import TypedProgram, analyse
from yarara.compiler.lowering.lowering import DEBUG
from yarara.compiler.options import PROCESS, Options
from yarara.compiler.program.program import Program, Unsupported
from yarara.paths import PACKAGE


@dataclass
class BuildResult:
    """What a build made, and which files went into it."""

    output: Path
    sources: list[Path] = field(default_factory=list)
    devices: tuple[str, ...] = ()
    """What its machine must have (`devices.py`)."""


def _silent(stage: str) -> None:
    pass


def check(source: Path) -> None:
    """Compile as far as machine code is not needed; raises `CompileError`."""
    generate(source)


def generate(source: Path, options: Options = Options(), progress: Callable[[str], None] = _silent) -> tuple[str, TypedProgram, Program]:
    """The program as LLVM IR text."""
    types.reset_interned()
    progress("checking types")
    typed = analyse(source)
    progress("compiling")
    program: Program | None = None
    try:
        program = Program(typed, options)
        text = Emission(program).module(assembly(options.target))
    except Unsupported as error:
        raise CompileError([_diagnostic(error, source)]) from error
    except CompileError:
        raise
    except Exception as error:
        if os.environ.get(DEBUG):
            raise
        place = program.place if program is not None else None
        path = typed.modules[place.instance.module].path if place is not None else str(source)
        line = place.node.line if place is not None and place.node is not None else 1
        message = f"this program is not supported yet ({type(error).__name__} in the compiler)"
        raise CompileError([located(path, max(line, 1), 1, message, f"{DEBUG}=1 shows where")]) from error
    return text, typed, program


def assembly(target: str) -> str:
    """The assembly files of a target, one after another."""
    folder = PACKAGE / "kernel" / "boot"
    files = sorted(folder.glob("*.s")) + sorted((folder / ("process" if target == PROCESS else "machine")).glob("*.s"))
    return "\n".join(file.read_text() for file in files)


def build(source: Path, output: Path, options: Options = Options(), progress: Callable[[str], None] | None = None) -> BuildResult:
    """Compile `source` into an image; raises `CompileError`."""
    report = progress or _silent
    text, typed, program = generate(source, options, report)
    report("optimising")
    module, machine = backend.optimise(text, options.level)
    data = machine.emit_object(module)
    report("linking")
    if options.target == PROCESS:
        backend.link(data, Path(__file__).parent / "process.ld", output, alignment=4096)
    else:
        backend.link(data, Path(__file__).parent / "link.ld", output, alignment=16)
    return BuildResult(output, typed.sources(), devices_of(program))


def dump(source: Path, stage: str, options: Options = Options()) -> str:
    """The program after a stage, as text: "llvm" (unoptimised), "optimised" or "asm"."""
    text, _, _ = generate(source, options)
    if stage == "llvm":
        return text
    module, machine = backend.optimise(text)
    return str(module) if stage == "optimised" else machine.emit_assembly(module)


def _diagnostic(error: Unsupported, source: Path) -> Diagnostic:
    where = error.where
    path = error.path or str(source)
    if where is None or where.line < 1:
        return Diagnostic(path, 1, 1, error.message, "", error.hint)
    return located(path, where.line, max(where.column, 0) + 1, error.message, error.hint)
