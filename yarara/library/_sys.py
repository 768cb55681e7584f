"""`sys`: the running program.  (mypy reserves the plain name, see `typeshed/stdlib/sys.pyi`.)"""

from __future__ import annotations

platform: str = "yarara"
