"""The `yarara` command as a user calls it: a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

ROOT = Path(__file__).resolve().parent.parent
YARARA = [sys.executable, "-m", "yarara"]


@dataclass(frozen=True)
class Result:
    status: int
    stdout: bytes
    stderr: str


def yarara(*words: str | Path, timeout: float = 250, cwd: Path = ROOT, environment: dict[str, str] | None = None) -> Result:
    """Run a command to its end."""
    done = subprocess.run([*YARARA, *map(str, words)], stdin=subprocess.DEVNULL, capture_output=True, timeout=timeout,
                          cwd=cwd, env=environment_with(environment))
    return Result(done.returncode, done.stdout, done.stderr.decode())


def environment_with(extra: dict[str, str] | None) -> dict[str, str]:
    """Where $PYTHONDONTWRITEBYTECODE is set, each of hundreds of commands would compile the whole of mypy's and our Python again."""
    compiled = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(ROOT / "build" / "bytecode")}
    return {**os.environ, **compiled, "PYTHONPATH": str(ROOT), **(extra or {})}


class Running:
    """A command that goes on: a server. Stopped at the end of a `with` block."""

    def __init__(self, *words: str | Path) -> None:
        self.process = subprocess.Popen([*YARARA, *map(str, words)], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                        stderr=subprocess.PIPE, cwd=ROOT, env=environment_with(None))
        self._arrived = threading.Condition()
        self._streams = {"stdout": bytearray(), "stderr": bytearray()}
        self._readers = [threading.Thread(target=self._read, args=(name,), daemon=True) for name in self._streams]
        for reader in self._readers:
            reader.start()

    def _read(self, name: str) -> None:
        stream = getattr(self.process, name)
        while data := os.read(stream.fileno(), 65536):
            with self._arrived:
                self._streams[name] += data
                self._arrived.notify_all()

    @property
    def stdout(self) -> bytes:
        return bytes(self._streams["stdout"])

    @property
    def stderr(self) -> str:
        return self._streams["stderr"].decode(errors="replace")

    def wait_for(self, text: bytes, timeout: float = 120) -> None:
        """Until stdout contains `text`. Raises AssertionError when it does not in time, or ends without."""
        deadline = time.monotonic() + timeout
        with self._arrived:
            while text not in self._streams["stdout"]:
                remaining = deadline - time.monotonic()
                if remaining <= 0 or self.process.poll() is not None and not any(r.is_alive() for r in self._readers):
                    raise AssertionError(f"{text!r} was not printed; stdout {self.stdout!r}, stderr {self.stderr}")
                self._arrived.wait(min(remaining, 0.5))

    def stop(self) -> int:
        """As Ctrl-C does, politely; its exit status."""
        if self.process.poll() is None:
            self.process.terminate()
        status = self.process.wait(10)
        for reader in self._readers:
            reader.join(10)
        return status

    def __enter__(self) -> Running:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        try:
            self.stop()
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        for stream in (self.process.stdout, self.process.stderr):
            if stream is not None:
                stream.close()
