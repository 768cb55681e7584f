"""VLAN tags (IEEE 802.1Q, section 9): two bytes behind the type of a frame, and then the type of what it carries.

A machine in a VLAN sends every frame with its tag and takes no others. One in none takes what has a tag with a priority alone (VLAN 0).
"""

from __future__ import annotations

from yarara.kernel.network.packet import Packet
from yarara.machine import Struct, be16

TYPE_VLAN = 0x8100
TAG_SIZE = 4
IDENTIFIER = 0xFFF
"""Of the control information: the others of its bits are a priority (which nothing here depends on) and whether the frame may be dropped first."""
NO_VLAN = 0
LAST_VLAN = 4094


class Tag(Struct):
    """What lies behind the Ethernet header, whose type is TYPE_VLAN."""
    control: be16
    type: be16


def add_tag(packet: Packet, identifier: int, frame_type: int) -> None:
    """Before the Ethernet header, with TYPE_VLAN, is put in front."""
    tag = Tag.at(packet.push(TAG_SIZE))
    tag.control = identifier
    tag.type = frame_type


def parse_identifier(text: str) -> int:
    """Of a VLAN that a machine can be in. Raises ValueError for anything else."""
    identifier = int(text) if text.isdigit() and len(text) < 5 else NO_VLAN
    if not NO_VLAN < identifier <= LAST_VLAN:
        raise ValueError("not the number of a VLAN")
    return identifier
