"""The machine's network, which starts when `socket` is imported."""

from __future__ import annotations

from yarara.kernel.network.service import start

service = start()
