"""The models of devices, before they sleep: what the driver offers between their last look and their wish to be notified is answered, for the driver
has seen no reason to tell of it (virtio 1.2, section 2.7.10)."""

from __future__ import annotations

import struct
from pathlib import Path

from yarara.devicemodel import vsock
from yarara.devicemodel.device import VirtioDevice
from yarara.devicemodel.fs import REQUEST, FsModel
from yarara.devicemodel.fuse_server import FuseServer
from yarara.devicemodel.net import ALL_FEATURES, F_CTRL_VQ, NetModel
from yarara.devicemodel.queue import Chain, DeviceQueue
from yarara.devicemodel.vsock import TRANSMIT, VsockModel


class Request(Chain):
    """Bytes that the device reads, and room for an answer of so many."""

    def __init__(self, data: bytes, room: int) -> None:
        super().__init__(0, [])
        self.__dict__.update(data=data, room=room)

    def read(self) -> bytes:
        return bytes(self.__dict__["data"])

    def writable(self) -> int:
        return int(self.__dict__["room"])

    def write(self, data: bytes) -> int:
        return len(data)


class LateQueue(DeviceQueue):
    """The driver offers the second of two requests just before the device asks to be notified."""

    def __init__(self, request: Request) -> None:
        super().__init__(16)
        self.offered, self.late = [request], [request]
        self.returned = 0

    @property
    def ready(self) -> bool:
        return True

    def waiting(self) -> int:
        return len(self.offered)

    def take(self) -> Chain | None:
        return self.offered.pop() if self.offered else None

    def put(self, head: int, written: int) -> None:
        self.returned += 1

    def want_notifications(self, wanted: bool) -> None:
        if wanted and self.late:
            self.offered.append(self.late.pop())

    def wants_interrupt(self) -> bool:
        return False


def answered(device: VirtioDevice, number: int, request: Request) -> int:
    device.status = 15
    queue = device.queues[number] = LateQueue(request)
    device.notify(number)
    return queue.returned


def test_a_file_system(tmp_path: Path) -> None:
    initialise = struct.pack("<IIQQIIIHH", 56, 26, 1, 0, 0, 0, 0, 0, 0) + struct.pack("<IIII", 7, 31, 0, 0)
    assert answered(FsModel(FuseServer(tmp_path)), REQUEST, Request(initialise, 80)) == 2


def test_a_socket_device() -> None:
    packet = struct.pack("<QQIIIHHIII", 3, 2, 1, 1, 0, 1, vsock.STREAM, 0, 0, 0)
    assert answered(VsockModel(), TRANSMIT, Request(packet, 0)) == 2


def test_a_network_card() -> None:
    device = NetModel(features=ALL_FEATURES | F_CTRL_VQ)
    device.disobeys = True
    assert answered(device, device._control_queue(), Request(b"\0\0\1", 1)) == 2
