"""Long runs: `make soak` asks for them, `make test` makes do with shorter ones of the same tests."""

from __future__ import annotations

import os

SOAK = "SOAK" in os.environ
