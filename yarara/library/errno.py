"""`errno`: the numbers of system errors."""

from __future__ import annotations

from yarara.runtime.error_numbers import *
