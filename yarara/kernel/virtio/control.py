"""The control queue of a network device (virtio 1.2, section 5.1.6.5): commands that are answered at once.

A command is a class, a number and some data that the device reads, and one byte that it writes: whether it obeyed.
"""

from __future__ import annotations

from yarara import machine
from yarara.kernel.memory.dma import allocate_dma
from yarara.kernel.trace import points
from yarara.kernel.virtio.queue import Chain
from yarara.kernel.virtio.steering import COMMAND_SIZE, Steering
from yarara.kernel.virtio.transport import Transport

CLASS_RECEIVE = 0
RECEIVE_PROMISCUOUS = 0

CLASS_MAC = 1
MAC_ADDRESS_SET = 1

CLASS_VLAN = 2
VLAN_ADD = 0

CLASS_ANNOUNCE = 3
ANNOUNCE_ACKNOWLEDGE = 0

OK = 0
_NOT_WRITTEN = 0xFF

CLASS_MULTIQUEUE = 4
MULTIQUEUE_PAIRS_SET = 0
MULTIQUEUE_STEERING_SET = 1

LONGEST_COMMAND = COMMAND_SIZE
FIRST_QUEUE = 2
"""Its number while there is one pair of queues (F_NET_MQ is not negotiated)."""
_SIZE = 16
_PARTS = 3
TRIES = 2_000_000
"""How often to look for the answer, some tens of milliseconds long. A command comes only at the start and with a change of the
configuration."""


class ControlQueue:
    """One command at a time; who asks waits for the answer."""

    def __init__(self, transport: Transport, number: int = FIRST_QUEUE) -> None:
        """Raises VirtioError, MemoryError."""
        self.transport = transport
        self.queue = transport.make_queue(number, _SIZE, _PARTS)
        self.queue.name = "control queue"
        self._memory = allocate_dma(2 + LONGEST_COMMAND + 1)
        self._chain = Chain(_PARTS)

    @machine.cold
    def enable(self) -> None:
        """Show it, empty, to the device. Raises VirtioError."""
        self.queue.reset()
        self.transport.enable_queue(self.queue)
        self.queue.disable_interrupts()

    @machine.cold
    def command8(self, kind: int, number: int, value: int) -> bool:
        """A command with one byte of data; whether the device obeyed."""
        machine.store8(self._memory + 2, value)
        return self._command(kind, number, 1)

    @machine.cold
    def command16(self, kind: int, number: int, value: int) -> bool:
        """A command with a number, least significant byte first."""
        machine.store16(self._memory + 2, value)
        return self._command(kind, number, 2)

    @machine.cold
    def command48(self, kind: int, number: int, value: int) -> bool:
        """A command with a hardware address."""
        machine.store_be16(self._memory + 2, value >> 32)
        machine.store_be32(self._memory + 4, value & 0xFFFF_FFFF)
        return self._command(kind, number, 6)

    @machine.cold
    def command_steering(self, kind: int, number: int, steering: Steering) -> bool:
        """A command that says which flows are whose."""
        return self._command(kind, number, steering.write_command(self._memory + 2))

    @machine.cold
    def command(self, kind: int, number: int) -> bool:
        """A command without data."""
        return self._command(kind, number, 0)

    def _command(self, kind: int, number: int, length: int) -> bool:
        if self.queue.lent > 0 and not self._wait():
            return False  # the device still has an earlier one, whose memory it may read and write
        machine.store8(self._memory, kind)
        machine.store8(self._memory + 1, number)
        answer = self._memory + 2 + LONGEST_COMMAND
        machine.store8(answer, _NOT_WRITTEN)
        chain = self._chain
        chain.clear()
        chain.add(self._memory, 2, False)  # parts of their own: the legacy interface may insist on it (5.1.6.5)
        if length > 0:
            chain.add(self._memory + 2, length, False)
        chain.add(answer, 1, True)
        self.queue.lend_chain(chain)
        if self.queue.publish():
            points.kick(machine.address_of(self.queue))
            self.transport.notify(self.queue)
        return self._wait() and machine.read8(answer) == OK

    def _wait(self) -> bool:
        """Until the device has answered; False when it does not, or breaks the rules."""
        for _ in range(TRIES):
            if self.queue.take_used() >= 0:
                return True
            if self.queue.broken:
                return False
            machine.pause()
        return False
