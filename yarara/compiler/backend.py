"""The back end: LLVM optimises and assembles, `ld` links.

The whole program is one LLVM module, so inlining, removal of exceptions that cannot happen and of code that is not reached work across
application, library, runtime and kernel.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

import llvmlite.binding as llvm

from yarara.compiler import new_objects
from yarara.compiler.diagnostics import CompileError, Diagnostic
from yarara.compiler.program.inlining import INLINING_THRESHOLD
from yarara.compiler.options import OPTIMISED

_ready = False


def _target_machine(level: int) -> llvm.TargetMachine:
    global _ready
    if not _ready:
        llvm.initialize_native_target()
        llvm.initialize_native_asmprinter()
        llvm.initialize_native_asmparser()
        _ready = True
    target = llvm.Target.from_triple("x86_64-unknown-none-elf")
    return target.create_target_machine(cpu="x86-64", features="", opt=level, reloc="static", codemodel="small")


def optimise(text: str, level: int = OPTIMISED) -> tuple[llvm.ModuleRef, llvm.TargetMachine]:
    """Parse, verify and optimise a module (`options.py`)."""
    machine = _target_machine(level)
    module = llvm.parse_assembly(text)
    module.verify()
    options = llvm.create_pipeline_tuning_options(speed_level=level)
    options.loop_unrolling = False
    options.slp_vectorization = True
    options.inlining_threshold = INLINING_THRESHOLD
    builder = llvm.create_pass_builder(machine, options)
    builder.getModulePassManager().run(module, builder)
    new_objects.write_out(module, builder)
    return module, machine


def link(data: bytes, script: Path, output: Path, alignment: int) -> None:
    """Link one object file by a linker script; raises `CompileError` when `ld` is missing or refuses."""
    linker = shutil.which("ld") or shutil.which("ld.lld")
    if linker is None:
        raise CompileError([Diagnostic("yarara", 1, 1, "the linker 'ld' is not installed", "", "install the package 'binutils'")])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "image.o"
        path.write_bytes(data)
        command = [linker, "-static", "--gc-sections", "-z", f"max-page-size={alignment}", "-z", "noexecstack", "--no-warn-rwx-segments", "-T", str(script), "-o", str(output), str(path)]
        done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        raise CompileError([Diagnostic("yarara", 1, 1, f"linking failed: {done.stderr.strip()}", "")])
