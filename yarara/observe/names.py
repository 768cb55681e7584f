"""What numbers in events are called: devices, queues, feature bits, TCP states, addresses."""

from __future__ import annotations

import ipaddress

from yarara.kernel.network.tcp import state

DEVICES = {1: "net", 2: "blk", 3: "console", 4: "rng", 5: "balloon", 9: "9p", 19: "vsock", 26: "fs"}
"""By virtio device type (virtio 1.2, section 5)."""
_NET, _BLK = 1, 2
_QUEUES = {
    3: ("receive 0", "transmit 0", "control receive", "control transmit", "receive 1", "transmit 1", "receive 2", "transmit 2", "receive 3", "transmit 3"),
    4: ("requests",), 5: ("inflate", "deflate"), 9: ("requests",), 19: ("receive", "transmit", "event"), 26: ("priority", "requests"),
}

_RING_FEATURES = {
    24: "NOTIFY_ON_EMPTY", 27: "ANY_LAYOUT", 28: "INDIRECT_DESC", 29: "EVENT_IDX", 32: "VERSION_1", 33: "ACCESS_PLATFORM", 34: "RING_PACKED",
    35: "IN_ORDER", 36: "ORDER_PLATFORM", 37: "SR_IOV", 38: "NOTIFICATION_DATA", 39: "NOTIF_CONFIG_DATA", 40: "RING_RESET",
}
_FEATURES = {
    1: {0: "CSUM", 1: "GUEST_CSUM", 2: "CTRL_GUEST_OFFLOADS", 3: "MTU", 5: "MAC", 6: "GSO", 7: "GUEST_TSO4", 8: "GUEST_TSO6", 9: "GUEST_ECN",
        10: "GUEST_UFO", 11: "HOST_TSO4", 12: "HOST_TSO6", 13: "HOST_ECN", 14: "HOST_UFO", 15: "MRG_RXBUF", 16: "STATUS", 17: "CTRL_VQ",
        18: "CTRL_RX", 19: "CTRL_VLAN", 20: "CTRL_RX_EXTRA", 21: "GUEST_ANNOUNCE", 22: "MQ", 23: "CTRL_MAC_ADDR", 54: "GUEST_USO4",
        55: "GUEST_USO6", 56: "HOST_USO", 57: "HASH_REPORT", 59: "GUEST_HDRLEN", 60: "RSS", 61: "RSC_EXT", 62: "STANDBY", 63: "SPEED_DUPLEX"},
    2: {0: "BARRIER", 1: "SIZE_MAX", 2: "SEG_MAX", 4: "GEOMETRY", 5: "RO", 6: "BLK_SIZE", 7: "SCSI", 9: "FLUSH", 10: "TOPOLOGY",
        11: "CONFIG_WCE", 12: "MQ", 13: "DISCARD", 14: "WRITE_ZEROES", 15: "LIFETIME", 16: "SECURE_ERASE"},
    3: {0: "SIZE", 1: "MULTIPORT", 2: "EMERG_WRITE"},
    5: {0: "MUST_TELL_HOST", 1: "STATS_VQ", 2: "DEFLATE_ON_OOM", 3: "FREE_PAGE_HINT", 4: "PAGE_POISON", 5: "REPORTING"},
    9: {0: "MOUNT_TAG"},
    19: {0: "STREAM", 1: "SEQPACKET"},
    26: {0: "NOTIFICATION"},
}
"""Sections 5.1.3, 5.2.3, 5.3.3, 5.5.3, 5.10.3, 5.11.3 and 6, legacy ones too. The kernel's own constants (kernel/virtio/features.py) are only those that it can use."""

TCP_STATES = {value: name.replace("_", "-") for name, value in vars(state).items() if name.isupper() and isinstance(value, int)}


def queue(device_type: int, index: int, made_before: tuple[int, int] | None) -> str:
    """Such as `net receive queue`, or `net receive queue 1` of the second pair, which is core 1's. `made_before`: device type and number of the queue that was
    made just before it. Which number the control queue of a network card has depends on the card (virtio 1.2, section 5.1.2); the driver makes that one
    alone, and of a pair first the one for sending."""
    called = device(device_type)
    if device_type == _NET:
        if index % 2 == 0 and made_before != (_NET, index + 1):
            return f"{called} control queue"
        return f"{called} {'transmit' if index % 2 else 'receive'} queue{_beyond_first(index // 2)}"
    if device_type == _BLK:
        return f"{called} requests queue{_beyond_first(index)}"
    names = _QUEUES.get(device_type, ())
    return f"{called} {names[index]} queue" if index < len(names) else f"{called} queue {index}"


def _beyond_first(number: int) -> str:
    return f" {number}" if number else ""


def device(device_type: int) -> str:
    return DEVICES.get(device_type, f"device of type {device_type}")


def features(device_type: int, bits: int) -> list[str]:
    """The names of all bits that are set, lowest first."""
    known = {**_RING_FEATURES, **_FEATURES.get(device_type, {})}
    return [known.get(bit, f"bit {bit}") for bit in range(64) if bits >> bit & 1]


def speed(value: int) -> str:
    """Of a link, in Mbit/s; empty when nobody knows."""
    return f"{value} Mbit/s" if value < 1 << 31 else ""


def duplex(value: int) -> str:
    """The same of whether both ends may speak at once."""
    return {0: "half duplex", 1: "full duplex"}.get(value, "")


def endpoint(address: int, port: int) -> str:
    return f"{ipaddress.IPv4Address(address)}:{port}"
