"""The virtio console device with several ports (virtio 1.2, section 5.3): bytes come from the host, each port has a name.

    qemu-system-x86_64 ... -device virtio-serial-pci,max_ports=2 -chardev socket,id=c,path=/tmp/input,server=on -device virtserialport,chardev=c,name=input

What ports there are, what they are called and whether somebody on the host has them open is said in messages on a queue of their own. One
port is used, to read from it. The core looks, the device does not interrupt: who waits for a person has time.
"""

from __future__ import annotations

from yarara import machine
from yarara.kernel import console
from yarara.kernel.memory.dma import allocate_dma
from yarara.kernel.virtio.features import CONSOLE_REQUIRED, CONSOLE_WANTED
from yarara.kernel.virtio.queue import Virtqueue
from yarara.kernel.virtio.transport import Transport, VirtioError
from yarara.machine import Array, Struct, u16, u32

MOST_PORTS = 2
"""Of a device: ports with higher numbers are told that there is no driver for them."""
BUFFERS = 8
"""Of a queue that the device writes to."""
BUFFER_SIZE = 4096
MESSAGE_SIZE = 256
"""Room for a message; names beyond it are cut off."""
PATIENCE = 10_000_000
"""So many looks without an answer to a message, about a second, are an error."""
NOT_YET = -1

# The queues (5.3.2).
CONTROL_RECEIVE = 2
CONTROL_TRANSMIT = 3

# Events (5.3.6.2).
DEVICE_READY = 0
PORT_ADD = 1
PORT_REMOVE = 2
PORT_READY = 3
PORT_OPEN = 6
PORT_NAME = 7
NO_PORT = 0xFFFF_FFFF


class ControlMessage(Struct):
    """struct virtio_console_control; after a PORT_NAME comes the name."""
    id: u32
    event: u16
    value: u16


class Incoming:
    """A queue whose buffers the device fills."""

    def __init__(self, transport: Transport, index: int, size: int) -> None:
        """Buffers of `size` bytes. Raises VirtioError, MemoryError."""
        self._transport = transport
        self.queue = transport.make_queue(index, BUFFERS, 1)
        self._size = size
        self._count = min(BUFFERS, self.queue.size)
        self._memory = allocate_dma(self._count * size)
        self._lent: Array[int] = Array(self.queue.size)  # by identifier: the address of the buffer
        self.at = 0
        """The buffer that came back last: where the rest of it begins, ..."""
        self.left = 0
        """... how many bytes are left, ..."""
        self._whole = 0  # ... and where it begins; 0: the device has all

    def enable(self) -> None:
        """Show it, empty, to the device. Raises VirtioError."""
        self.queue.reset()
        self._transport.enable_queue(self.queue)
        self.queue.disable_interrupts()
        self.left = 0
        self._whole = 0

    def lend_all(self) -> None:
        """Once the device is live."""
        for number in range(self._count):
            self._lend(self._memory + number * self._size)
        self._publish()

    def _lend(self, address: int) -> None:
        self._lent[self.queue.lend(address, self._size, True)] = address

    def _publish(self) -> None:
        if self.queue.publish():
            self._transport.notify(self.queue)

    def next(self) -> bool:
        """Give the buffer back to the device and take the next one; False when none has come, or the queue is broken."""
        if self._whole != 0:
            self._lend(self._whole)
            self._publish()
            self._whole = 0
            self.left = 0
        identifier = self.queue.take_used()
        if identifier < 0:
            return False
        self._transport.acknowledge(-1)  # a device may interrupt unasked: its line must not stay up
        self._whole = self._lent[identifier]
        self.at = self._whole
        self.left = self.queue.used_length
        return True


class Port:
    """One of the device's ports."""

    def __init__(self, number: int, incoming: Incoming) -> None:
        self.number = number
        self.incoming = incoming
        self.forget()

    def forget(self) -> None:
        """The device was reset."""
        self.name = ""
        self.is_open = False
        """Somebody on the host has it open."""


class VirtioConsole:
    """The driver. One thread at a time uses it."""

    def __init__(self, transport: Transport, name: str) -> None:
        """Start the device and open the port of this name. Raises VirtioError when it cannot be used, MemoryError."""
        self._transport = transport
        self._name = name
        self.faults = 0
        """How often the device broke the rules; `last_fault` says what the last one was."""
        self.last_fault = ""
        self.failed = False
        """True when the device could not be started again: nothing more comes."""
        self._starting = True
        if not transport.reset():
            raise VirtioError("the device does not confirm a reset")
        transport.negotiate(CONSOLE_REQUIRED, CONSOLE_WANTED)
        self._ports = [Port(0, Incoming(transport, 0, BUFFER_SIZE))]
        for number in range(1, MOST_PORTS):
            if transport.queue_capacity(2 + 2 * number) != 0:
                self._ports.append(Port(number, Incoming(transport, 2 + 2 * number, BUFFER_SIZE)))
        self._messages = Incoming(transport, CONTROL_RECEIVE, MESSAGE_SIZE)
        self._control = transport.make_queue(CONTROL_TRANSMIT, 1, 1)
        self._answer = allocate_dma(ControlMessage.SIZE)
        self._start()
        if self.failed:
            raise VirtioError(self.last_fault)
        self._starting = False
        if self.port() is None:
            raise VirtioError("the device has no port called " + name)

    def _start(self) -> None:
        """Steps 7 and 8 of the initialization (3.1.1), then 5.3.5."""
        for port in self._ports:
            port.forget()
            port.incoming.enable()
        self._messages.enable()
        self._control.reset()
        self._transport.enable_queue(self._control)
        self._control.disable_interrupts()
        self._transport.start()
        self._messages.lend_all()
        if self._tell(NO_PORT, DEVICE_READY, 1):
            self._listen()
            wanted = self.port()
            if wanted is not None:
                wanted.incoming.lend_all()
                self._tell(wanted.number, PORT_OPEN, 1)

    def port(self) -> Port | None:
        """The one of the name that is looked for."""
        for port in self._ports:
            if port.name == self._name:
                return port
        return None

    # -- reading -------------------------------------------------------------------------------------------------------

    def read(self, address: int, length: int) -> int:
        """At most `length` bytes, as many as there are. NOT_YET while there are none, 0 when nobody on the host has the port open any more."""
        if self.failed:
            return 0
        port = self.port()
        if port is None:
            return 0
        count = self._take(port, address, length)
        if count != 0:
            return count
        self._listen()
        if self.failed:
            return 0
        return NOT_YET if port.is_open else max(self._take(port, address, length), 0)  # what came before it was closed

    def _take(self, port: Port, address: int, length: int) -> int:
        """What the port has; 0 for nothing."""
        incoming = port.incoming
        while incoming.left == 0:
            if not incoming.next():
                if incoming.queue.broken:
                    self._recover(incoming.queue)
                return 0
        count = min(length, incoming.left)
        machine.copy(address, incoming.at, count)
        incoming.at += count
        incoming.left -= count
        return count

    # -- messages (5.3.6.2) --------------------------------------------------------------------------------------------

    def _listen(self) -> None:
        """Do what the device has said meanwhile."""
        while not self.failed and self._messages.next():
            if self._messages.left >= ControlMessage.SIZE:
                self._obey(ControlMessage.at(self._messages.at), self._messages.left - ControlMessage.SIZE)
        if self._messages.queue.broken:
            self._recover(self._messages.queue)

    def _obey(self, message: ControlMessage, rest: int) -> None:
        number = message.id
        event = message.event
        known = number < len(self._ports)
        if event == PORT_ADD:
            self._tell(number, PORT_READY, 1 if known else 0)
        elif known and event == PORT_NAME:
            name = machine.bytes_at(message.address + ControlMessage.SIZE, rest)
            self._ports[number].name = name.rstrip(b"\0").decode("utf-8", "replace")
        elif known and event == PORT_OPEN:
            self._ports[number].is_open = message.value != 0
        elif known and event == PORT_REMOVE:
            self._ports[number].is_open = False

    def _tell(self, number: int, event: int, value: int) -> bool:
        """Send a message and wait until the device has read it; whether it has."""
        message = ControlMessage.at(self._answer)
        message.id = number
        message.event = event
        message.value = value
        self._control.lend(self._answer, ControlMessage.SIZE, False)
        if self._control.publish():
            self._transport.notify(self._control)
        for _ in range(PATIENCE):
            if self._control.take_used() >= 0:
                return True
            if self._control.broken:
                break
            machine.pause()
        self._recover(self._control)
        return False

    # -- errors --------------------------------------------------------------------------------------------------------

    def _recover(self, queue: Virtqueue) -> None:
        """Reset the device and start it anew, unless that is what just failed. What it had read from the host is lost."""
        self.faults += 1
        self.last_fault = queue.describe_fault() if queue.broken else "did not answer"
        console.log_fault("virtio console device", self.last_fault, self.faults)
        if self._starting:
            self.failed = True
            return
        self._starting = True
        self.failed = not self._transport.reset()
        if not self.failed:
            features = self._transport.features
            try:
                self._transport.negotiate(features, features)
                self._start()
            except VirtioError:
                self.failed = True
        self._starting = False
