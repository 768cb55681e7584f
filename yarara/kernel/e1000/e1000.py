"""Intel's gigabit Ethernet controllers: the 82540EM on PCI, the 82574L on PCI Express, and what else has their registers.

    qemu-system-x86_64 -M pc  ... -netdev user,id=n -device e1000,netdev=n
    qemu-system-x86_64 -M q35 ... -netdev user,id=n -device e1000e,netdev=n

Frames move in `rings.py`; here is what concerns the whole device: its start (SDM chapter 14), its interrupts, its errors. Nothing is left
to the device that it could do beyond moving frames: no checksums, no segments.

A device that breaks the rules or is silent for long is reset and started anew. Frames that it had accepted and not sent are sent again.
"""

from __future__ import annotations

from yarara import machine
from yarara.kernel.devices import pci
from yarara.kernel.e1000.eeprom import NOTHING, Eeprom, station
from yarara.kernel.e1000.registers import (
    CAUSES_RECEIVE, CAUSE_LSC, CAUSE_TXDW, CTRL, CTRL_ASDE, CTRL_RST, CTRL_SLU, EVERY_CAUSE, ICR, IMC, IMS, ITR, MTA, MTA_WORDS, RADV, RAH0,
    RAH_AV, RAL0, RCTL, RCTL_BAM, RCTL_BSIZE_2048, RCTL_EN, RCTL_SECRC, RDTR, RECEIVE_RING, REGISTERS_SIZE, STATUS, STATUS_FD, STATUS_LU,
    STATUS_SPEED, TADV, TCTL, TCTL_COLD, TCTL_CT, TCTL_EN, TCTL_PSP, TIDV, TIPG, TIPG_IEEE_802_3, TRANSMIT_RING,
)
from yarara.kernel.e1000.rings import BUFFER_SIZE, RING_SIZE, ReceiveRing, TransmitRing
from yarara.kernel.memory.dma import map_registers
from yarara.kernel.network import device as network_device
from yarara.kernel.network.driver import FULL_DUPLEX, HALF_DUPLEX, NetworkDriver
from yarara.kernel.network.packet import Packet, PacketPool
from yarara.kernel.trace import points

VENDOR = 0x8086
EXPRESS = 0x10D3
"""82574L: QEMU's `e1000e`."""
CONVENTIONAL = 0x100E
"""82540EM: QEMU's `e1000`."""
CONVENTIONAL_SERVER = 0x100F
"""82545EM: what VMware has, too."""

MTU = 1500
GONE = 0xFFFF_FFFF
"""What every register reads when there is no device any more."""

MOST_EMPTY = 3
"""After so many interrupts in a row for frames that were not there, it is looked whether the device has passed over a buffer."""

_RESET_TRIES = 100_000


class E1000Error(Exception):
    """The device cannot be used; says why."""


def is_e1000(function: pci.Function) -> bool:
    """Whether this driver can drive a function of the PCI bus."""
    return function.vendor_id == VENDOR and (
        function.device_id == EXPRESS or function.device_id == CONVENTIONAL or function.device_id == CONVENTIONAL_SERVER)


class E1000(NetworkDriver):
    """One core owns it, together with its pool."""

    def __init__(self, function: pci.Function, pool: PacketPool) -> None:
        """Start the device and fill its receive ring. Raises E1000Error when it cannot be used, MemoryError."""
        assert pool.size >= BUFFER_SIZE, "packets smaller than the device believes"
        region = function.region(0)
        if region is None or not region.is_memory or region.length < REGISTERS_SIZE:
            raise E1000Error("the device's registers are not where they must be")
        map_registers(region.address, REGISTERS_SIZE)
        function.enable()
        self._base = region.address
        self._masked = True
        self._answered = 0  # frames that had come when the causes of interrupts were last read
        self._transmit_waits = False  # a frame was refused: an interrupt is wanted when there is room
        if not self._reset():
            raise E1000Error("the device does not confirm a reset")
        super().__init__("e1000", pool, self._find_mac(function.device_id == EXPRESS), MTU)
        self.receive_ring = ReceiveRing(self._base + RECEIVE_RING, pool)
        self.transmit_ring = TransmitRing(self._base + TRANSMIT_RING, RING_SIZE)
        self._start()

    # -- starting ------------------------------------------------------------------------------------------------------

    @machine.cold
    def _reset(self) -> bool:
        """Stop everything, then reset the device (14.3): it touches no memory afterwards. False when it does not confirm that."""
        base = self._base
        machine.write32(base + IMC, EVERY_CAUSE)
        machine.write32(base + RCTL, 0)
        machine.write32(base + TCTL, 0)
        machine.write32(base + CTRL, machine.read32(base + CTRL) | CTRL_RST)
        for _ in range(_RESET_TRIES):
            machine.pause()
            if machine.read32(base + CTRL) & CTRL_RST == 0:
                machine.write32(base + IMC, EVERY_CAUSE)
                machine.read32(base + ICR)
                self._masked = True
                return True
        return False

    @machine.cold
    def _find_mac(self, is_express: bool) -> int:
        """From the card's memory; else what stands in the filter, where some cards have it after a reset; else a random one."""
        mac = Eeprom(self._base, is_express).mac()
        if mac == NOTHING:
            low, high = machine.read32(self._base + RAL0), machine.read32(self._base + RAH0)
            mac = station(_reversed(low | (high & 0xFFFF) << 32)) if high & RAH_AV else NOTHING
        if mac == NOTHING:
            # Of one station (bit 0 of the first byte is clear) and locally administered (bit 1 is set).
            mac = machine.random_word() & 0xFCFF_FFFF_FFFF | 0x0200_0000_0000
        return mac

    @machine.cold
    def _start(self) -> None:
        """Sections 14.3 to 14.5, after a reset."""
        base = self._base
        machine.write32(base + CTRL, machine.read32(base + CTRL) | CTRL_SLU | CTRL_ASDE)
        # No waiting for more frames, and no least time between interrupts: they are masked while the core polls.
        for register in (ITR, RDTR, RADV, TIDV, TADV):
            machine.write32(base + register, 0)
        # 14.4: which frames are wanted, where they go.
        address = _reversed(self.mac)
        machine.write32(base + RAL0, address & 0xFFFF_FFFF)
        machine.write32(base + RAH0, address >> 32 | RAH_AV)
        for word in range(MTA_WORDS):
            machine.write32(base + MTA + 4 * word, 0)
        self.receive_ring.enable()
        machine.write32(base + RCTL, RCTL_EN | RCTL_BAM | RCTL_BSIZE_2048 | RCTL_SECRC)
        # 14.5: the same for sending.
        self.transmit_ring.enable()
        machine.write32(base + TIPG, TIPG_IEEE_802_3)
        machine.write32(base + TCTL, TCTL_EN | TCTL_PSP | TCTL_CT | TCTL_COLD)
        self._read_link()
        self.receive_ring.refill()

    @machine.cold
    def _read_link(self) -> None:
        """Whether the link is up, and how fast."""
        status = machine.read32(self._base + STATUS)
        speed = status >> STATUS_SPEED & 3
        self._set_link(status & STATUS_LU != 0, 10 if speed == 0 else 100 if speed == 1 else 1000, FULL_DUPLEX if status & STATUS_FD else HALF_DUPLEX)

    # -- frames --------------------------------------------------------------------------------------------------------

    def receive(self) -> Packet | None:
        if self.failed:
            return None
        packet = self.receive_ring.take()
        if packet is not None:
            points.frame_in(packet.length)
            return packet
        if not self._check():
            self._reclaim()  # packets that were sent, now that the core is about to need some
        return None

    def transmit(self, packet: Packet) -> bool:
        if self.failed:
            self.pool.give(packet)
            return True
        ring = self.transmit_ring
        if ring.room() == 0:
            self.flush()
            if ring.room() == 0:
                self._transmit_waits = True
                return False
        self._transmit_waits = False
        ring.lend(packet)
        points.frame_out(packet.length)
        return True

    def flush(self) -> None:
        if not self.failed:
            self.transmit_ring.publish()
            self._reclaim()

    def _reclaim(self) -> None:
        """Give the packets that the device has sent back to the pool."""
        packet = self.transmit_ring.take()
        while packet is not None:
            self.pool.give(packet)
            packet = self.transmit_ring.take()

    # -- interrupts and time -------------------------------------------------------------------------------------------

    def wants_announcement(self) -> bool:
        wanted = self._announces and not self.failed
        self._announces = False
        return wanted

    def enable_interrupts(self) -> bool:
        """The causes that the polling has dealt with are forgotten first, then the ring is looked at; a frame that comes after that is a
        cause that waits, and raises the line as soon as the mask allows it."""
        if self.failed:
            return False
        self.flush()
        self.receive_ring.refill()
        if self.receive_ring.returned != self._answered:
            self.acknowledge()
        if self.receive_ring.is_done() or self.failed:
            return not self.failed
        self._masked = False
        machine.write32(self._base + IMS, CAUSES_RECEIVE | CAUSE_LSC | (CAUSE_TXDW if self._transmit_waits else 0))
        return False

    def disable_interrupts(self) -> None:
        if not self._masked and not self.failed:
            self._masked = True
            machine.write32(self._base + IMC, EVERY_CAUSE)

    def acknowledge(self, pending: int = network_device.EVERY_CAUSE) -> None:
        causes = machine.read32(self._base + ICR)  # which clears them
        self._answered = self.receive_ring.returned
        if self.failed:
            return
        if causes == GONE:
            self._recover("its registers read as if it were gone")
            return
        if causes & CAUSE_LSC:
            self._watchdog.interrupts = 0
            self._read_link()
        self._interrupted(self.receive_ring.returned + self.transmit_ring.returned)
        if self._watchdog.interrupts > MOST_EMPTY and causes & CAUSES_RECEIVE:
            self.receive_ring.check_head()
            self._check()

    def _unsent(self) -> int:
        return self.transmit_ring.lent

    def _sent_in_all(self) -> int:
        return self.transmit_ring.returned

    # -- errors --------------------------------------------------------------------------------------------------------

    def _check(self) -> bool:
        """Start anew if the device has broken the rules; whether it has."""
        if self.receive_ring.fault == "":
            return False
        self._recover(self.receive_ring.fault)
        return True

    @machine.cold
    def _recover(self, fault: str) -> None:
        self._note(fault)
        self.failed = True
        if not self._reset():
            return  # it may still write to the packets it has: they stay out of the pool
        self._reclaim()  # what was sent for certain
        self.pool.give_all(self.receive_ring.withdraw())
        unsent = self.transmit_ring.withdraw()
        self.failed = False
        self._start()
        self._resend(unsent)

    def _queue_again(self, unsent: Packet | None) -> None:
        while unsent is not None:
            packet = unsent
            unsent = packet.next
            packet.next = None
            self.transmit_ring.lend(packet)
        self.transmit_ring.publish()


def _reversed(mac: int) -> int:
    """An address with its bytes the other way round: here the first byte on the wire is the highest, in the registers the lowest."""
    result = 0
    for shift in range(0, 48, 8):
        result = result << 8 | mac >> shift & 0xFF
    return result
