"""What all tests share."""

from __future__ import annotations

import signal

from hypothesis import settings

from tests.soak import SOAK

# Two busy cores and an emulator beside them say nothing about how long an example should take. The quick run tries the same examples each time, so that
# what makes it fail is the change; the long one looks for new ones.
settings.register_profile("yarara", deadline=None, derandomize=not SOAK)
settings.load_profile("yarara")

# A shell without job control has what it starts in the background ignore Ctrl-C, and so would every command that a test stops by it.
signal.signal(signal.SIGINT, signal.default_int_handler)
