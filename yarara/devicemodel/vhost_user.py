"""A device of ours for a real QEMU: the back end of vhost-user.

    -chardev socket,id=vhost0,path=PATH -netdev vhost-user,id=net0,chardev=vhost0 -device virtio-net-pci,netdev=net0
    -object memory-backend-memfd,id=ram,size=128M,share=on -machine q35,memory-backend=ram

For a socket device -device vhost-user-vsock-pci,chardev=vhost0 in place of the network card, for a disk vhost-user-blk-pci, for a file system
vhost-user-fs-pci.

QEMU keeps the bus, the status and the configuration of the device; we get the memory of the guest and the rings, and do with them what we
like. So `VhostUser` is one more bus for a model, like `MmioRegisters`: the rings are those of `split.py` and `packed.py`, the simulated
memory is the guest's. Messages and their numbers are those of QEMU's docs/interop/vhost-user.rst.

There is no thread: `serve` does what has come, and whoever waits for something calls it meanwhile. NEEDS_RESET cannot be said by this
protocol before QEMU 8.1 (VHOST_USER_PROTOCOL_F_STATUS).
"""

from __future__ import annotations

import contextlib
import mmap
import os
import selectors
import socket
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Callable

from yarara.devicemodel.device import ACKNOWLEDGE, DRIVER, DRIVER_OK, FEATURES_OK, VirtioDevice
from yarara.devicemodel.net import NetModel
from yarara.devicemodel.queue import DeviceQueue, DriverError
from yarara.simulation import simulation

F_PROTOCOL_FEATURES = 1 << 30
PROTOCOL_MULTIQUEUE = 1 << 0
PROTOCOL_CONFIGURATION = 1 << 9

GET_FEATURES, SET_FEATURES, SET_OWNER = 1, 2, 3
SET_MEM_TABLE = 5
SET_VRING_NUM, SET_VRING_ADDR, SET_VRING_BASE, GET_VRING_BASE, SET_VRING_KICK, SET_VRING_CALL, SET_VRING_ERR = range(8, 15)
GET_PROTOCOL_FEATURES, SET_PROTOCOL_FEATURES, GET_QUEUE_NUM, SET_VRING_ENABLE, SEND_RARP = range(15, 20)
GET_CONFIG = 24

HEADER = struct.Struct("<III")  # request, flags, size of what follows
VERSION_AND_REPLY = 1 | 1 << 2
REGION = struct.Struct("<QQQQ")  # guest address, size, QEMU's own address, offset in the file
ADDRESSES = struct.Struct("<IIQQQQ")  # queue, flags, descriptor area, device area, driver area, log
MOST_REGIONS = 8
NO_DESCRIPTOR = 1 << 8
ONE = (1).to_bytes(8, "little")


@dataclass(frozen=True)
class Region:
    """Part of the guest's memory, in QEMU's own addresses."""
    guest: int
    length: int
    own: int


class VhostUser:
    """The other end of QEMU's socket, with a device behind it. To be closed."""

    def __init__(self, device: VirtioDevice, path: Path) -> None:
        self.device = device
        of_network = isinstance(device, NetModel)  # QEMU keeps its configuration
        self.path = path
        self.starts = 0
        """How often the driver started the device: once, and after each reset."""
        self._regions: list[Region] = []
        self._memories: list[mmap.mmap] = []
        self._kicks: dict[int, int] = {}
        self._calls: dict[int, int] = {}
        self._bases: dict[int, int] = {}
        self._connection: socket.socket | None = None
        self._selector = selectors.DefaultSelector()
        self._listener = socket.socket(socket.AF_UNIX)
        self._listener.bind(str(path))
        self._listener.listen(1)
        self._selector.register(self._listener, selectors.EVENT_READ, self._accept)
        for number, queue in enumerate(device.queues):
            queue.vector = number
        device.send_message = self._call
        self._answers: dict[int, Callable[[], int]] = {
            GET_FEATURES: lambda: device.offered | F_PROTOCOL_FEATURES,
            GET_PROTOCOL_FEATURES: lambda: PROTOCOL_MULTIQUEUE if of_network else PROTOCOL_CONFIGURATION,
            GET_QUEUE_NUM: lambda: device.pairs if isinstance(device, NetModel) else len(device.queues),
        }

    def options(self, identifier: str = "vhost0") -> list[str]:
        """What QEMU is told of the socket."""
        return ["-chardev", f"socket,id={identifier},path={self.path}"]

    def close(self) -> None:
        for descriptor in [*self._kicks.values(), *self._calls.values()]:
            os.close(descriptor)
        if self._connection is not None:
            self._connection.close()
        self._listener.close()
        self._selector.close()
        self._forget_memory()

    # -- running -------------------------------------------------------------------------------------------------------

    def serve(self, timeout: float) -> bool:
        """Wait so many seconds at most for QEMU or the driver to want something, and do it. False: nothing came."""
        events = self._selector.select(max(timeout, 0))
        for key, _ in events:
            if key.fd in self._selector.get_map():  # not taken away by one before
                key.data()
        return bool(events)

    def _kicked(self, number: int) -> None:
        os.read(self._kicks[number], 8)
        self.device.queues[number].notified = True

    def _call(self, vector: int) -> bool:
        """Interrupt: QEMU knows which message a queue sends, or raises the line."""
        if vector in self._calls:
            os.write(self._calls[vector], ONE)
        return True

    # -- messages ------------------------------------------------------------------------------------------------------

    def _accept(self) -> None:
        self._connection, _ = self._listener.accept()
        self._selector.register(self._connection, selectors.EVENT_READ, self._receive)

    def _receive(self) -> None:
        connection = self._connection
        assert connection is not None
        header, descriptors, _, _ = socket.recv_fds(connection, HEADER.size, MOST_REGIONS)
        if not header:  # QEMU has ended
            self._selector.unregister(connection)
            return
        request, _, size = HEADER.unpack(header)
        data = connection.recv(size, socket.MSG_WAITALL) if size else b""
        if request in self._answers:
            self._reply(request, self._answers[request]().to_bytes(8, "little"))
        elif request in (SET_FEATURES, SET_PROTOCOL_FEATURES):
            if request == SET_FEATURES:
                self.device.features = int.from_bytes(data, "little") & self.device.offered
        elif request == GET_CONFIG:
            self._reply(request, data[:12] + self._configuration(*struct.unpack_from("<II", data)))
        elif request == SET_MEM_TABLE:
            self._set_memory(data, descriptors)
        elif request in (SET_VRING_KICK, SET_VRING_CALL, SET_VRING_ERR):
            self._set_event(request, int.from_bytes(data, "little"), descriptors)
        elif request == SET_VRING_ADDR:
            self._set_addresses(data)
        elif request in (SET_VRING_NUM, SET_VRING_BASE, GET_VRING_BASE, SET_VRING_ENABLE):
            self._queue_state(request, *struct.unpack("<II", data))
        elif request not in (SET_OWNER, SEND_RARP):
            raise DriverError(f"vhost-user request {request}")

    def _configuration(self, offset: int, size: int) -> bytes:
        return bytes(self.device.configuration[offset:offset + size]).ljust(size, b"\0")

    def _reply(self, request: int, data: bytes) -> None:
        assert self._connection is not None
        self._connection.sendall(HEADER.pack(request, VERSION_AND_REPLY, len(data)) + data)

    # -- memory --------------------------------------------------------------------------------------------------------

    def _set_memory(self, data: bytes, descriptors: list[int]) -> None:
        """The guest's RAM becomes the simulated memory."""
        self._forget_memory()
        ranges: dict[int, mmap.mmap] = {}
        for place, descriptor in enumerate(descriptors):
            guest, length, own, offset = REGION.unpack_from(data, 8 + REGION.size * place)
            ranges[guest] = mmap.mmap(descriptor, length, offset=offset)
            os.close(descriptor)
            self._regions.append(Region(guest, length, own))
        self._memories = list(ranges.values())
        simulation.share(ranges)

    def _forget_memory(self) -> None:
        simulation.share({})
        for memory in self._memories:
            memory.close()
        self._memories, self._regions = [], []

    def _guest_address(self, own: int) -> int:
        """Of something whose address QEMU gives as its own."""
        for region in self._regions:
            if region.own <= own < region.own + region.length:
                return region.guest + own - region.own
        raise DriverError(f"a queue at {own:#x}, where the guest has no memory")

    # -- queues --------------------------------------------------------------------------------------------------------

    def _set_addresses(self, data: bytes) -> None:
        number, _, descriptors, used, available, _ = ADDRESSES.unpack(data)
        queue = self.device.queues[number]
        queue.descriptor_area = self._guest_address(descriptors)
        queue.device_area = self._guest_address(used)
        queue.driver_area = self._guest_address(available)

    def _set_event(self, request: int, value: int, descriptors: list[int]) -> None:
        number = value & 0xFF
        if value & NO_DESCRIPTOR or request == SET_VRING_ERR:
            for descriptor in descriptors:
                os.close(descriptor)
        elif request == SET_VRING_CALL:
            with contextlib.suppress(KeyError):
                os.close(self._calls.pop(number))
            self._calls[number] = descriptors[0]
        else:
            self._forget_kick(number)
            self._kicks[number] = descriptors[0]
            self._selector.register(descriptors[0], selectors.EVENT_READ, lambda: self._kicked(number))
            self._start(self.device.queues[number], self._bases.get(number, 0))

    def _forget_kick(self, number: int) -> None:
        if number in self._kicks:
            self._selector.unregister(self._kicks[number])
            os.close(self._kicks.pop(number))

    def _queue_state(self, request: int, number: int, value: int) -> None:
        queue = self.device.queues[number]
        if request == SET_VRING_NUM:
            queue.size = value
        elif request == SET_VRING_BASE:
            self._bases[number] = value
        elif request == GET_VRING_BASE:
            self._reply(request, struct.pack("<II", number, self._stop(number, queue)))

    def _start(self, queue: DeviceQueue, base: int) -> None:
        if not self.device.live():
            self.starts += 1
        self.device.status = ACKNOWLEDGE | DRIVER | FEATURES_OK | DRIVER_OK
        queue.start(self.device.features)
        queue.live.resume(base)
        queue.notified = True

    def _stop(self, number: int, queue: DeviceQueue) -> int:
        """The driver has reset the device, or lets it stand still; where the queue was."""
        self._forget_kick(number)
        self.device.status = 0
        base = queue.live.position() if queue.ready else self._bases.get(number, 0)
        vector = queue.vector
        queue.reset()
        queue.vector = vector
        return base
