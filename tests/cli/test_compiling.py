"""While a program is compiled nobody looks for garbage, and what the compiler leaves is not looked at later."""

from __future__ import annotations

import gc

import pytest

from yarara.commands.compiling import compiling


def test_garbage_is_collected_again_after_a_build_that_failed() -> None:
    try:
        with pytest.raises(ValueError), compiling() as step:
            assert not gc.isenabled()
            step("checking types")
            raise ValueError
        assert gc.isenabled() and gc.get_freeze_count() > 0
    finally:
        gc.unfreeze()
