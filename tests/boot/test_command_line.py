"""Arguments, environment and options on the kernel command line."""

from __future__ import annotations

from urllib.parse import quote

from hypothesis import given
from hypothesis import strategies as st

from tests.boot.loader import new_machine, place_start_info
from yarara.kernel import commandline
from yarara.kernel.boot.start_info import command_line_length
from yarara.kernel.boot.state import kernel_state


def given_line(line: bytes) -> None:
    new_machine()
    place_start_info(command_line=line)


def test_arguments_environment_and_options_are_told_apart() -> None:
    given_line(b"argv=app.py argv=8080 env=A=1 env=B=x%20y ip=10.0.2.15/24  virtio_mmio.device=512@0xfeb00000:5")
    assert commandline.arguments() == ["app.py", "8080"]
    assert commandline.environment() == ["A=1", "B=x y"]
    assert commandline.option("ip") == "10.0.2.15/24"
    assert commandline.option("gateway") is None
    assert commandline.option("i") is None


def test_without_a_command_line_there_is_nothing() -> None:
    new_machine()
    kernel_state().boot_info = 0
    assert commandline.arguments() == [] and commandline.option("ip") is None


def test_a_broken_escape_stays_as_it_is() -> None:
    assert commandline.decode_percent(b"100% %4 %zz %41") == b"100% %4 %zz A"


def test_a_line_that_never_ends_is_cut() -> None:
    given_line(b"x" * (64 * 1024 - 1))
    assert command_line_length() == 64 * 1024 - 1


@given(st.lists(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0")), min_size=1))
def test_every_argument_survives_quoting(arguments: list[str]) -> None:
    given_line(" ".join("argv=" + quote(argument, safe="") for argument in arguments).encode())
    assert commandline.arguments() == arguments
