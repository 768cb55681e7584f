"""All tests (`make test`): side by side on all cores; the few that fail once more, alone.

Some tests boot machines and talk to them. Beside another one on a busy host, a second may pass between two instructions of such a machine, and a
test that is right may fail. A failure of the code fails alone as well, and one that only load brings out shows in the report as one that failed
first: the run does not hide it. More than a few failures are never chance.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

FEW = 3
ROOT = Path(__file__).parent.parent
FAILED = ROOT / ".pytest_cache" / "v" / "cache" / "lastfailed"
TESTS_FAILED = 1
"""The exit status of pytest that says so; others say that it could not run them."""


def main(options: list[str]) -> int:
    """Exit status: 0 when each test passed, together with the others or alone."""
    FAILED.unlink(missing_ok=True)
    status = _pytest("--numprocesses=auto", "--dist=worksteal", *options)
    failed = list(json.loads(FAILED.read_text())) if FAILED.exists() else []
    if status != TESTS_FAILED or not 0 < len(failed) <= FEW:
        return status
    print(f"\n{len(failed)} failed beside other tests; once more, alone:", *failed, sep="\n    ", flush=True)
    status = _pytest(*failed)
    if status == 0:
        print("\nFailed beside other tests, passed alone:", *failed, sep="\n    ")
    return status


def _pytest(*words: str) -> int:
    return subprocess.run([sys.executable, "-m", "pytest", *words], cwd=ROOT).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
