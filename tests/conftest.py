"""What all tests share."""

from __future__ import annotations

import signal

from hypothesis import settings

# Two busy cores and an emulator beside them say nothing about how long an example should take.
settings.register_profile("yarara", deadline=None)
settings.load_profile("yarara")

# A shell without job control has what it starts in the background ignore Ctrl-C, and so would every command that a test stops by it.
signal.signal(signal.SIGINT, signal.default_int_handler)
