"""The long run: `make soak` asks for every test program on a machine, `make test` for those in which the kernel has a part."""

from __future__ import annotations

import os

SOAK = "SOAK" in os.environ
