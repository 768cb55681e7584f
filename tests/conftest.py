"""What all tests share."""

from __future__ import annotations

from hypothesis import settings

# Two busy cores and an emulator beside them say nothing about how long an example should take.
settings.register_profile("yarara", deadline=None)
settings.load_profile("yarara")
