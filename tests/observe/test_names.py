"""The names that the host gives are those of the kernel's constants."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from yarara.kernel.trace import events
from yarara.kernel.virtio import features, transport
from yarara.machines.panic import describe
from yarara.observe import names
from yarara.observe.timeline import Decoder

_DEVICES = {"NET": transport.DEVICE_NETWORK, "BLK": transport.DEVICE_BLOCK, "CONSOLE": transport.DEVICE_CONSOLE, "9P": transport.DEVICE_9P,
            "BALLOON": transport.DEVICE_BALLOON, "VSOCK": transport.DEVICE_SOCKET}


@pytest.mark.parametrize("name", [name for name in vars(features) if name.startswith("F_")])
def test_feature_bits(name: str) -> None:
    family, _, rest = name.removeprefix("F_").partition("_")
    device, expected = (_DEVICES[family], rest) if family in _DEVICES else (transport.DEVICE_NETWORK, name.removeprefix("F_"))
    expected = {"ANY_LAYOUT": "ANY_LAYOUT"}.get(expected, expected)
    assert names.features(device, getattr(features, name)) == [expected]


def test_bits_that_nobody_knows_have_numbers() -> None:
    assert names.features(4, 1 << 50 | 1 << 32) == ["VERSION_1", "bit 50"]


def test_every_kind_of_event_is_decoded() -> None:
    kinds = {value for name, value in vars(events).items() if name.isupper() and name not in ("VIRTIO", "NET", "SCHED", "MAIN", "IDLE", "OTHER", "NAMED")}
    assert set(Decoder(hex, hex)._handlers) == kinds


def test_queues_of_a_network_card() -> None:
    """As the driver makes them: the first pair, the control queue of a card with one pair; further pairs, the control queue of one that could have four."""
    made = [1, 0, 2, 3, 2, 5, 4, 8]
    before: list[tuple[int, int] | None] = [None, *((1, index) for index in made)]
    assert [names.queue(1, index, then) for index, then in zip(made, before)] == [
        "net transmit queue", "net receive queue", "net control queue", "net transmit queue 1", "net receive queue 1", "net transmit queue 2", "net receive queue 2",
        "net control queue"]
    assert names.queue(1, 0, (2, 1)) == "net control queue"  # what was made before is another device's


def test_queues_of_other_devices() -> None:
    assert [names.queue(2, index, None) for index in range(3)] == ["blk requests queue", "blk requests queue 1", "blk requests queue 2"]
    assert [names.queue(3, 2, None), names.queue(19, 2, None), names.queue(4, 7, None)] == ["console control receive queue", "vsock event queue", "rng queue 7"]


def test_a_panic_names_the_queues_of_each_core(tmp_path: Path) -> None:
    image = tmp_path / "image"
    subprocess.run(["ld", "-r", "-b", "binary", "-o", image, "/dev/null"], check=True)
    standing = ": 1 lent, 2 descriptors free, descriptor 3 came back last"
    said = [f"panic: virtio device of type 1, queue {number}{standing}" for number in (4, 2, 3, 2, 0, 1)] + ["panic: the end"]
    assert describe(image, said).splitlines() == [
        f"panic: virtio net {name} queue{number}{standing}" for name, number in
        (("control", ""), ("receive", " 1"), ("transmit", " 1"), ("control", ""), ("receive", ""), ("transmit", ""))] + ["panic: the end"]


def test_addresses() -> None:
    assert names.endpoint(0x0A00020F, 80) == "10.0.2.15:80"
