"""The names that the host gives are those of the kernel's constants."""

from __future__ import annotations

import pytest

from yarara.kernel.trace import events
from yarara.kernel.virtio import features, transport
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


def test_addresses() -> None:
    assert names.endpoint(0x0A00020F, 80) == "10.0.2.15:80"
