"""The network device of the process target: a TAP device of Linux, one frame a system call.

    ip tuntap add dev tap0 mode tap; ip addr add 10.9.0.1/24 dev tap0; ip link set tap0 up
    yarara run --machine process --tap tap0 --ip 10.9.0.2/24 app.py

Linux tells the core that owns the device of frames by SIGIO, which its handler turns into the pending bit of a device.
"""

from __future__ import annotations

from yarara import machine
from yarara.kernel.network.device import NetworkDevice
from yarara.kernel.network.packet import PacketPool, Packet
from yarara.kernel.process import linux
from yarara.kernel.trace import points

MTU = 1500
ETHERNET_HEADER = 14
TUNSETIFF = 0x4004_54CA
IFF_TAP_NO_PI = 0x1002
NAME_SIZE = 16             # of an interface's name, with its final zero
REQUEST_SIZE = 40          # struct ifreq

F_SETFL = 4
F_SETSIG = 10
F_SETOWN_EX = 15
F_OWNER_TID = 0
O_NONBLOCK_ASYNC = 0x2800


class TapDevice(NetworkDevice):
    """One end of a TAP device; the other is a network interface of the host."""

    def __init__(self, name: str, pool: PacketPool) -> None:
        """Attach to the interface. Raises OSError when Linux refuses (it is missing, or belongs to somebody else)."""
        # A random address, of one station (bit 0 of the first byte is clear) and locally administered (bit 1 is set).
        super().__init__(pool, machine.random_word() & 0xFCFF_FFFF_FFFF | 0x0200_0000_0000, MTU)
        self.received = 0
        self.transmitted = 0
        self._descriptor = _attach(name)
        _ask_for_signals(self._descriptor)

    def receive(self) -> Packet | None:
        packet = self.pool.take()
        if packet is None:
            return None
        length = linux.system_call(linux.READ, self._descriptor, packet.data, packet.tailroom)
        if length < ETHERNET_HEADER:
            self.pool.give(packet)
            return None
        packet.append(length)
        points.frame_in(length)
        self.received += 1
        return packet

    def transmit(self, packet: Packet) -> bool:
        result = linux.system_call(linux.WRITE, self._descriptor, packet.data, packet.length)
        if result == linux.EAGAIN:
            return False
        self.transmitted += 1
        points.frame_out(packet.length)
        self.pool.give(packet)
        return True

    def enable_interrupts(self) -> bool:
        return linux.is_readable(self._descriptor)


def _attach(name: str) -> int:
    """The descriptor of a TAP device."""
    descriptor = linux.system_call(linux.OPEN, machine.tail("/dev/net/tun\0"), linux.O_READ_WRITE_NONBLOCK_CLOEXEC, 0)
    if descriptor < 0:
        raise OSError(-descriptor, "/dev/net/tun")
    request = linux.scratch()
    machine.fill(request, 0, REQUEST_SIZE)
    encoded = name.encode()[:NAME_SIZE - 1]
    machine.copy(request, machine.bytes_address(encoded), len(encoded))
    machine.store16(request + NAME_SIZE, IFF_TAP_NO_PI)
    result = linux.system_call(linux.IOCTL, descriptor, TUNSETIFF, request)
    if result < 0:
        raise OSError(-result, name)
    return descriptor


def _ask_for_signals(descriptor: int) -> None:
    """Have SIGIO sent to this host thread when frames arrive."""
    linux.handle_signal(linux.SIGIO, machine.symbol("yarara_device_signal"), 0)
    owner = linux.scratch()  # struct f_owner_ex
    machine.store32(owner, F_OWNER_TID)
    machine.store32(owner + 4, linux.thread_id())
    linux.system_call(linux.FCNTL, descriptor, F_SETOWN_EX, owner)
    linux.system_call(linux.FCNTL, descriptor, F_SETFL, O_NONBLOCK_ASYNC | 2)
