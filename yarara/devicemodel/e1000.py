"""Intel's 82540EM and 82574L with a wire, as far as legacy descriptors go (sections as in `kernel/e1000/registers.py`).

Frames in and out are `bytes`, without checksum (FCS). Nothing moves by itself: call `step`, or `run` to send all that there is.
"""

from __future__ import annotations

import struct

from yarara.devicemodel.pci import PciFunction
from yarara.devicemodel.queue import DriverError
from yarara.simulation import simulation

CONVENTIONAL, EXPRESS = 0x100E, 0x10D3
MAC = b"\x52\x54\x00\x12\x34\x56"
REGION_SIZE = 0x2_0000
DESCRIPTOR = struct.Struct("<QHHBBH")
"""Address, length, and then for a received frame: checksum, status, errors, special; for one to be sent: two bytes that are
not used here, command and status, and two more."""

TXDW, LSC, RXO, RXT0 = 1 << 0, 1 << 2, 1 << 6, 1 << 7
DONE, END_OF_PACKET = 1, 2
_RESET = 1 << 26
_LINK_UP = 1 << 7 | 1 << 1 | 1 << 0
"""With 1000 Mbit/s and full duplex."""
_BUFFER_SIZES = {0: 2048, 1: 1024, 2: 512, 3: 256}
_LONGEST = 1522 - 4  # without FCS

_WRITABLE = {0x00, 0x14, 0xC0, 0xC4, 0xC8, 0xD0, 0xD8, 0x100, 0x400, 0x410, 0x2820, 0x282C, 0x3820, 0x382C, 0x5400, 0x5404,
             *range(0x2800, 0x2820, 4), *range(0x3800, 0x3820, 4), *range(0x5200, 0x5400, 4)}


class E1000Function(PciFunction):
    """The card. `wire` holds what the driver sent; `deliver` is what comes from the other end."""

    def __init__(self, base: int, device_id: int = CONVENTIONAL, mac: bytes = MAC) -> None:
        super().__init__(0x8086, device_id, sizes={0: REGION_SIZE})
        self.place(0, base, 11)
        self.express = device_id == EXPRESS
        words = [*struct.unpack("<HHH", mac), *range(100, 160)]
        self.eeprom = [*words, (0xBABA - sum(words)) & 0xFFFF]
        self.wire: list[bytes] = []
        self.missed = 0
        """Frames that came when there was no buffer."""
        self.filtered = 0
        """Frames that were not for the driver."""
        self.resets = 0
        self.link = True
        self.gone = False
        """Every register reads as ones, as if the card had been pulled out."""
        self.ignores_reset = False
        self.registers: dict[int, int] = {}
        self._forget()
        simulation.map_device(base, REGION_SIZE, _Registers(self))

    def _kind(self, index: int) -> int:
        return 0

    def is_wide(self, index: int) -> bool:
        return False

    # -- registers -----------------------------------------------------------------------------------------------------

    def _forget(self) -> None:
        self.registers = {0x5200 + 4 * word: 0xDEAD_BEEF for word in range(128)}  # 13.5.1: random after power on
        self.causes = 0
        self.mask = 0

    def load(self, offset: int) -> int:
        """What a register reads."""
        if self.gone:
            return 0xFFFF_FFFF
        if offset == 0x08:
            return _LINK_UP if self.link else 0
        if offset == 0xC0:
            causes, self.causes = self.causes, 0
            return causes
        if offset == 0xD0:
            return self.mask
        return self.registers.get(offset, 0)

    def store(self, offset: int, value: int) -> None:
        if offset not in _WRITABLE:
            raise DriverError(f"write of {value:#x} at {offset:#x}")
        if self.gone:
            return
        match offset:
            case 0x00 if value & _RESET:
                self._reset(value)
            case 0x14:
                self._read_eeprom(value)
            case 0xD0:
                self.mask |= value
            case 0xD8:
                self.mask &= ~value
            case _:
                self.registers[offset] = value
                self._check(offset)

    def _reset(self, value: int) -> None:
        if self.ignores_reset:
            self.registers[0] = value
            return
        if self.mask or self.is_enabled(0x2800) or self.is_enabled(0x3800):
            raise DriverError("a reset of a device that still works and interrupts (14.3)")
        self.resets += 1
        if self.express:
            self._forget()  # the other one, as QEMU makes it, only stops: what the driver does not write anew stays

    def _read_eeprom(self, value: int) -> None:
        shift, done = (2, 1 << 1) if self.express else (8, 1 << 4)
        if not value & 1:
            raise DriverError("the card's memory is not asked to read")
        number = value >> shift
        if number < len(self.eeprom):  # else there is never an answer
            self.registers[0x14] = self.eeprom[number] << 16 | done

    def _check(self, offset: int) -> None:
        """What a driver may not do to a ring."""
        ring = offset & ~0x3F
        if ring not in (0x2800, 0x3800):
            return
        value, size = self.registers[offset], self.size(ring)
        if (offset & 0x3F) in (0x00, 0x08) and value % (128 if offset & 8 else 16):
            raise DriverError(f"{value:#x} at {offset:#x} is not aligned")
        if (offset & 0x3F) in (0x10, 0x18) and value and value >= size:
            raise DriverError(f"descriptor {value} of {size}")
        if (offset & 0x3F) != 0x18 and self.is_enabled(ring):
            raise DriverError("a ring that is in use is changed")

    def is_enabled(self, ring: int) -> bool:
        return bool(self.registers.get(0x100 if ring == 0x2800 else 0x400, 0) & 2)

    def size(self, ring: int) -> int:
        """Descriptors."""
        return self.registers.get(ring + 8, 0) // DESCRIPTOR.size

    def base(self, ring: int) -> int:
        """Where the descriptors are."""
        return self.registers.get(ring + 4, 0) << 32 | self.registers.get(ring, 0)

    def head(self, ring: int) -> int:
        return self.registers.get(ring + 0x10, 0)

    def waiting(self, ring: int) -> int:
        """How many descriptors the device has."""
        size = self.size(ring)
        return (self.registers.get(ring + 0x18, 0) - self.head(ring)) % size if size and self.is_enabled(ring) else 0

    def interrupts(self) -> bool:
        """Whether the line is up."""
        return bool(self.causes & self.mask)

    # -- frames --------------------------------------------------------------------------------------------------------

    def _advance(self, ring: int) -> None:
        self.registers[ring + 0x10] = (self.head(ring) + 1) % self.size(ring)

    def step(self) -> bool:
        """Send one frame; whether there was one."""
        if not self.waiting(0x3800):
            return False
        place = self.base(0x3800) + DESCRIPTOR.size * self.head(0x3800)
        address, length, offset_command, status, start, special = DESCRIPTOR.unpack(simulation.read_bytes(place, DESCRIPTOR.size))
        if offset_command != 0x0B00 or status or start or special or length < 14:
            raise DriverError(f"descriptor {self.head(0x3800)} asks for {offset_command:#x}, status {status}, {length} bytes")
        self.wire.append(simulation.read_bytes(address, length))
        simulation.write(place + 12, 1, DONE)
        self._advance(0x3800)
        self.causes |= TXDW
        return True

    def run(self) -> None:
        while self.step():
            pass

    def _is_wanted(self, frame: bytes) -> bool:
        address = struct.pack("<IH", self.registers.get(0x5400, 0), self.registers.get(0x5404, 0) & 0xFFFF)
        valid = self.registers.get(0x5404, 0) >> 31
        control = self.registers.get(0x100, 0)
        group = frame[0] & 1 and any(self.registers[0x5200 + 4 * word] for word in range(128))
        return bool(frame[:6] == b"\xff" * 6 and control & 1 << 15 or frame[:6] == address and valid or group)

    def deliver(self, frame: bytes, errors: int = 0, status: int = DONE | END_OF_PACKET, length: int | None = None) -> bool:
        """A frame comes in; the device says of it what it is told to say. False: it was lost, for want of buffers."""
        if not self._is_wanted(frame) or len(frame) > _LONGEST:
            self.filtered += 1
            return True
        if not self.waiting(0x2800):
            self.missed += 1
            self.causes |= RXO
            return False
        if len(frame) > _BUFFER_SIZES[self.registers[0x100] >> 16 & 3]:
            raise DriverError("buffers too small for a frame")
        place = self.base(0x2800) + DESCRIPTOR.size * self.head(0x2800)
        address, *_ = DESCRIPTOR.unpack(simulation.read_bytes(place, DESCRIPTOR.size))
        simulation.write_bytes(address, frame)
        said = DESCRIPTOR.pack(address, len(frame) if length is None else length, 0, status, errors, 0)
        simulation.write_bytes(place, said)
        self._advance(0x2800)
        self.causes |= RXT0
        return True

    def set_link(self, up: bool) -> None:
        """Plug the cable in, or pull it."""
        self.link = up
        self.causes |= LSC

    # -- lies ----------------------------------------------------------------------------------------------------------

    def jump(self, ring: int, count: int) -> None:
        """Pass over descriptors."""
        if self.size(ring):
            self.registers[ring + 0x10] = (self.head(ring) + count) % self.size(ring)

    def forge(self, ring: int, index: int, data: bytes) -> None:
        """Write eight bytes over the half of a descriptor that the device answers in."""
        if self.size(ring):
            simulation.write_bytes(self.base(ring) + DESCRIPTOR.size * (index % self.size(ring)) + 8, data)


class _Registers:
    """The card's region of memory."""

    def __init__(self, function: E1000Function) -> None:
        self._function = function

    def read(self, offset: int, size: int) -> int:
        if size != 4 or offset % 4:
            raise DriverError(f"{size} byte read at {offset:#x}")
        return self._function.load(offset)

    def write(self, offset: int, size: int, value: int) -> None:
        if size != 4 or offset % 4:
            raise DriverError(f"{size} byte write at {offset:#x}")
        self._function.store(offset, value)
