"""The long run: `make soak` asks for every test program on a machine, `make test` for those in which the kernel has a part; and for random examples that
were not tried before."""

from __future__ import annotations

import os

SOAK = "SOAK" in os.environ
