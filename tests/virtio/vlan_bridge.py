"""VLAN 5 of tap0 as an interface of its own, tap1, without tags: for a Linux that has no 802.1Q. Both ends keep what Linux has of offloads: a
segment that a guest leaves to be cut comes to Linux's TCP as one packet."""

from __future__ import annotations

import fcntl
import os
import socket
import struct
import subprocess
import threading

VLAN = 5
TAG = b"\x81\x00" + VLAN.to_bytes(2, "big")

# linux/if_tun.h, linux/if_packet.h.
TUNSETIFF, IFF_TAP, IFF_NO_PI, IFF_VNET_HDR = 0x4004_54CA, 2, 0x1000, 0x4000
SOL_PACKET, PACKET_AUXDATA, PACKET_VNET_HDR, PACKET_OUTGOING = 263, 8, 15, 4
TP_STATUS_VLAN_VALID = 1 << 4
AUXDATA = struct.Struct("IIIHHHH")
VNET_HEADER = 10
NO_OFFLOAD = bytes(VNET_HEADER)


class VlanBridge:
    """Runs until the process ends. Needs the rights of root in a network namespace that has tap0."""

    def __init__(self, address: str) -> None:
        """`address`, with the length of its prefix, is Linux's in the VLAN."""
        self._plain = os.open("/dev/net/tun", os.O_RDWR)
        fcntl.ioctl(self._plain, TUNSETIFF, struct.pack("16sH22x", b"tap1", IFF_TAP | IFF_NO_PI | IFF_VNET_HDR))
        for words in ("address flush dev tap0", f"address add {address} dev tap1", "link set tap1 up"):
            subprocess.run(["ip", *words.split()], check=True)
        self._tagged = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(3))
        self._tagged.bind(("tap0", 0))
        self._tagged.setsockopt(SOL_PACKET, PACKET_VNET_HDR, 1)
        self._tagged.setsockopt(SOL_PACKET, PACKET_AUXDATA, 1)
        self.longest = 0
        """Bytes of the longest frame of the guest."""
        self.others = 0
        """Frames of the guest without the tag."""
        for carry in self._to_linux, self._to_guest:
            threading.Thread(target=carry, daemon=True).start()

    def send(self, frame: bytes) -> None:
        """To the guest, as it is."""
        self._tagged.send(NO_OFFLOAD + frame)

    def _to_linux(self) -> None:
        while True:
            data, control, _, sender = self._tagged.recvmsg(1 << 17, 256)
            if sender[2] == PACKET_OUTGOING:
                continue
            if self._vlan_of(control) != VLAN:
                self.others += 1
                continue
            self.longest = max(self.longest, len(data) - VNET_HEADER)
            os.write(self._plain, data)

    @staticmethod
    def _vlan_of(control: list[tuple[int, int, bytes]]) -> int | None:
        """Linux takes the tag off a frame, and says beside it what it was."""
        for level, kind, data in control:
            if (level, kind) == (SOL_PACKET, PACKET_AUXDATA):
                status, *_, tag, _ = AUXDATA.unpack(data[:AUXDATA.size])
                return tag & 0xFFF if status & TP_STATUS_VLAN_VALID else None
        return None

    def _to_guest(self) -> None:
        while True:
            frame = os.read(self._plain, 1 << 17)[VNET_HEADER:]
            self.send(frame[:12] + TAG + frame[12:])
