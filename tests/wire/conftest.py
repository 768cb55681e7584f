"""Guests that several tests of a file use one after the other."""

from __future__ import annotations

from typing import Iterator

import pytest

from tests.wire.booted import Guest, boot


@pytest.fixture(scope="module")
def echo_guest(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Guest]:
    with boot("echo.py", tmp_path_factory.mktemp("echo")) as guest:
        yield guest


@pytest.fixture
def echo(echo_guest: Guest) -> Guest:
    """A guest with the echo program, and nothing on the wire that an earlier test left."""
    echo_guest.peer.drain()
    return echo_guest


@pytest.fixture(scope="module")
def sender_guest(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Guest]:
    with boot("sender.py", tmp_path_factory.mktemp("sender")) as guest:
        yield guest


@pytest.fixture
def sender(sender_guest: Guest) -> Guest:
    sender_guest.peer.drain()
    return sender_guest
