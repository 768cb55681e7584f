"""A PCI bus behind the configuration ports, and virtio functions on it (virtio 1.2, section 4.1)."""

from __future__ import annotations

import struct

from yarara.devicemodel.device import VirtioDevice
from yarara.devicemodel.queue import DeviceQueue, DriverError
from yarara.simulation import simulation

VENDOR_VIRTIO = 0x1AF4

# The register blocks of a function, in its region 4: offset and length.
COMMON = (0x0000, 0x3C)
ISR = (0x1000, 0x1)
CONFIGURATION = (0x2000, 0x100)
NOTIFY = (0x3000, 0x100)
NOTIFY_MULTIPLIER = 4
REGION = 4
REGION_SIZE = 0x4000

MSIX_REGION = 1  # 32 bits wide
MSIX_SIZE = 0x1000
MSIX_TABLE = 0x800  # where the table begins
MSIX_PENDING = 0xC00


class PciFunction:
    """256 bytes of configuration. `sizes` gives the lengths of the memory regions; region 1 is 32 bits wide, others 64."""

    def __init__(self, vendor: int, device_id: int, class_code: int = 0x020000, sizes: dict[int, int] | None = None) -> None:
        self.configuration = bytearray(256)
        self.sizes = sizes or {}
        struct.pack_into("<HH", self.configuration, 0x00, vendor, device_id)
        struct.pack_into("<I", self.configuration, 0x08, class_code << 8)
        self.configuration[0x3C] = 0xFF
        for index in self.sizes:
            self.configuration[0x10 + 4 * index] = self._kind(index)
        self._last_capability = 0x33  # where the offset of the next one is to be written, less one
        self._next_capability = 0x40

    def _kind(self, index: int) -> int:
        """The low bits of a base address register."""
        return 0 if index == MSIX_REGION else 4

    def is_wide(self, index: int) -> bool:
        """Whether a region's address has 64 bits."""
        return index != MSIX_REGION

    def place(self, index: int, address: int, interrupt_line: int = 0xFF) -> None:
        """What firmware does: give a region its address, and the function its interrupt."""
        layout = "<Q" if self.is_wide(index) else "<I"
        struct.pack_into(layout, self.configuration, 0x10 + 4 * index, address | self._kind(index))
        self.configuration[0x3C] = interrupt_line

    def add_capability(self, kind: int, body: bytes) -> int:
        """Append to the list of capabilities; its offset."""
        offset = self._next_capability
        self.configuration[0x06] |= 0x10
        self.configuration[self._last_capability + 1] = offset
        self.configuration[offset:offset + 2 + len(body)] = bytes([kind, 0]) + body
        self._last_capability, self._next_capability = offset, (offset + 2 + len(body) + 3) & ~3
        return offset

    def read(self, offset: int, size: int) -> int:
        return int.from_bytes(self.configuration[offset:offset + size], "little")

    def write(self, offset: int, size: int, value: int) -> None:
        if offset == 0x04:
            self.configuration[4:6] = (value & 0xFFFF).to_bytes(2, "little")
            return
        for index, length in self.sizes.items():
            start = 0x10 + 4 * index
            if start <= offset < start + (8 if self.is_wide(index) else 4):
                if self.configuration[4] & 3 and value == 0xFFFF_FFFF:
                    raise DriverError("a region sized while it answers")
                mask = ~(length - 1) >> 8 * (offset - start) & 0xFFFF_FFFF
                low = self._kind(index) if offset == start else 0
                struct.pack_into("<I", self.configuration, offset, value & mask | low)


class PciBus:
    """Ports 0xCF8 to 0xCFF, and what is on the bus: (bus, device, function) -> function."""

    def __init__(self) -> None:
        self.functions: dict[tuple[int, int, int], PciFunction] = {}
        self._address = 0
        simulation.map_ports(0xCF8, 8, self)

    def _selected(self) -> PciFunction | None:
        if not self._address & 0x8000_0000:
            return None
        return self.functions.get((self._address >> 16 & 0xFF, self._address >> 11 & 31, self._address >> 8 & 7))

    def read(self, offset: int, size: int) -> int:
        if offset < 4:
            return self._address
        function = self._selected()
        if function is None:
            return (1 << 8 * size) - 1
        return function.read((self._address & 0xFC) + offset - 4, size)

    def write(self, offset: int, size: int, value: int) -> None:
        if offset < 4:
            if size != 4:
                raise DriverError("the configuration address is one 32-bit register")
            self._address = value
            return
        function = self._selected()
        if function is not None:
            function.write((self._address & 0xFC) + offset - 4, size, value)


class MessageFunction(PciFunction):
    """A virtio function that sends interrupt messages (MSI-X). `messages` are those it sent: (address, data)."""

    def __init__(self, device: VirtioDevice, vendor: int, device_id: int, sizes: dict[int, int]) -> None:
        super().__init__(vendor, device_id, sizes=sizes)
        self.device = device
        self.vectors = 1 + max(2, 2 * ((len(device.queues)) // 2))
        """One for the configuration, one for each queue that moves data."""
        self.messages: list[tuple[int, int]] = []

    def add_messages(self, base: int) -> None:
        """Add the capability, and the table to the region that lies at `base`."""
        table, pending = MSIX_TABLE | MSIX_REGION, MSIX_PENDING | MSIX_REGION
        self._msix = self.add_capability(0x11, struct.pack("<HII", self.vectors - 1, table, pending))
        self._table = _MessageTable(self, base)
        self.device.send_message = self._send_message

    def sends_messages(self) -> bool:
        """Whether the driver has turned them on."""
        return bool(self.configuration[self._msix + 3] & 0x80)

    def write(self, offset: int, size: int, value: int) -> None:
        if offset == self._msix + 2 and size == 2:
            self.configuration[offset + 1] = self.configuration[offset + 1] & 0x3F | value >> 8 & 0xC0
            return
        super().write(offset, size, value)

    def _send_message(self, vector: int) -> bool:
        if not self.sends_messages():
            return False
        if vector != 0xFFFF and not self.configuration[self._msix + 3] & 0x40:
            low, high, data, masked = struct.unpack_from("<IIII", self._table.data, 16 * vector)
            if not masked & 1:
                self.messages.append((high << 32 | low, data))
        return True


class VirtioFunction(MessageFunction):
    """The PCI function of a virtio device, already placed at `base`."""

    def __init__(self, device: VirtioDevice, base: int, interrupt_line: int = 11) -> None:
        super().__init__(device, VENDOR_VIRTIO, 0x1040 + device.device_type, {MSIX_REGION: MSIX_SIZE, REGION: REGION_SIZE})
        self.place(MSIX_REGION, base + REGION_SIZE)
        self.place(REGION, base, interrupt_line)
        self.add_messages(base + REGION_SIZE)
        self.capabilities = {kind: self._add_block(kind, block) for kind, block in
                             ((1, COMMON), (3, ISR), (4, CONFIGURATION), (2, NOTIFY))}
        _Registers(self, base)

    def _add_block(self, kind: int, block: tuple[int, int]) -> int:
        body = struct.pack("<BBBxxxII", 20 if kind == 2 else 16, kind, REGION, *block)
        return self.add_capability(0x09, body + (struct.pack("<I", NOTIFY_MULTIPLIER) if kind == 2 else b""))


class _MessageTable:
    """The region with the MSI-X table of a function; the rest of it is empty."""

    def __init__(self, function: MessageFunction, base: int) -> None:
        self.function = function
        self.data = bytearray(16 * function.vectors)
        for vector in range(function.vectors):
            self.data[16 * vector + 12] = 1
        simulation.map_device(base, MSIX_SIZE, self)

    def read(self, offset: int, size: int) -> int:
        place = offset - MSIX_TABLE
        return int.from_bytes(self.data[place:place + size], "little") if 0 <= place < len(self.data) else 0

    def write(self, offset: int, size: int, value: int) -> None:
        if not self.function.configuration[4] & 2 or size != 4:
            raise DriverError(f"{size} byte write at {offset:#x} of the MSI-X table")
        if 0 <= offset - MSIX_TABLE < len(self.data):
            struct.pack_into("<I", self.data, offset - MSIX_TABLE, value)


_COMMON_SIZES = {0x00: 4, 0x04: 4, 0x08: 4, 0x0C: 4, 0x10: 2, 0x12: 2, 0x14: 1, 0x15: 1, 0x16: 2, 0x18: 2, 0x1A: 2, 0x1C: 2,
                 0x1E: 2, 0x20: 4, 0x24: 4, 0x28: 4, 0x2C: 4, 0x30: 4, 0x34: 4, 0x38: 2, 0x3A: 2}
_AREAS = {0x20: "descriptor_area", 0x28: "driver_area", 0x30: "device_area"}


class _Registers:
    """What answers in the region of a `VirtioFunction`."""

    def __init__(self, function: VirtioFunction, base: int) -> None:
        self.function = function
        self.device = function.device
        self._feature_word = self._driver_word = self._queue_index = 0
        simulation.map_device(base, REGION_SIZE, self)

    def _queue(self) -> DeviceQueue | None:
        return self.device.queues[self._queue_index] if self._queue_index < len(self.device.queues) else None

    def _check_enabled(self) -> None:
        if self.function.configuration[4] & 6 != 6:
            raise DriverError("the function is not enabled: it needs memory and bus master")

    def read(self, offset: int, size: int) -> int:
        self._check_enabled()
        if offset < COMMON[1]:
            return self._read_common(offset, size)
        if offset == ISR[0]:
            causes, self.device.interrupt_status = self.device.interrupt_status, 0
            return causes
        if CONFIGURATION[0] <= offset < sum(CONFIGURATION):
            start = offset - CONFIGURATION[0]
            return int.from_bytes(self.device.configuration[start:start + size], "little")
        raise DriverError(f"read at {offset:#x}")

    def _read_common(self, offset: int, size: int) -> int:
        if _COMMON_SIZES.get(offset) != size:
            raise DriverError(f"{size} byte read of common configuration {offset:#x}")
        queue = self._queue()
        match offset:
            case 0x04:
                return self.device.offered_to_driver() >> 32 * self._feature_word & 0xFFFF_FFFF
            case 0x10:
                return self.device.configuration_vector
            case 0x12:
                return len(self.device.queues)
            case 0x14:
                return self.device.status
            case 0x15:
                return self.device.generation & 0xFF
            case 0x18:
                return queue.size if queue else 0
            case 0x1A:
                return queue.vector if queue else 0xFFFF
            case 0x1C:
                return int(queue is not None and queue.ready)
            case 0x1E:
                return self._queue_index
            case 0x3A:
                return 0
        raise DriverError(f"read of common configuration {offset:#x}")

    def write(self, offset: int, size: int, value: int) -> None:
        self._check_enabled()
        if NOTIFY[0] <= offset < sum(NOTIFY):
            if (offset - NOTIFY[0]) // NOTIFY_MULTIPLIER != value:
                raise DriverError(f"queue {value} notified at {offset:#x}")
            self.device.notify(value)
            return
        if CONFIGURATION[0] <= offset < sum(CONFIGURATION):
            self.device.write_configuration(offset - CONFIGURATION[0], size, value)
            return
        if _COMMON_SIZES.get(offset) != size:
            raise DriverError(f"{size} byte write at {offset:#x}")
        match offset:
            case 0x00:
                self._feature_word = value
            case 0x08:
                self._driver_word = value
            case 0x0C:
                self.device.write_features(self._driver_word, value)
            case 0x10:
                self.device.configuration_vector = value if value < self.function.vectors else 0xFFFF
            case 0x14:
                self.device.write_status(value)
            case 0x16:
                self._queue_index = value
            case 0x3A:
                self.device.reset_queue(self._queue_index)
            case _:
                self._write_queue(offset, value)

    def _write_queue(self, offset: int, value: int) -> None:
        queue = self._queue()
        if queue is None or queue.ready:
            raise DriverError("a queue that is not there, or in use")
        if offset == 0x18:
            queue.size = value
        elif offset == 0x1A:
            queue.vector = value if value < self.function.vectors else 0xFFFF
        elif offset == 0x1C:
            self.device.start_queue(self._queue_index)
        elif offset & ~4 in _AREAS:
            queue.set_half(_AREAS[offset & ~4], offset & 4, value)
        else:
            raise DriverError(f"write of common configuration {offset:#x}")
