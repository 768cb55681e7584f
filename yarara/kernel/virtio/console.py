"""The virtio console device with several ports (virtio 1.2, section 5.3): bytes to the host and from it, each port has a name.

    qemu-system-x86_64 ... -device virtio-serial-pci,max_ports=4 -chardev socket,id=c,path=/tmp/input,server=on -device virtserialport,chardev=c,name=input
                           -chardev file,id=o,path=/tmp/output -device virtserialport,chardev=o,name=output

What ports there are, what they are called and whether somebody on the host has them open is said in messages on a queue of their own. Three
are used: `input` is read, `output` and `log` are written. The core looks, the device does not interrupt: who waits for a person has time.
"""

from __future__ import annotations

from yarara import machine
from yarara.kernel.memory.dma import allocate_dma
from yarara.kernel.virtio.console_port import BUFFER_SIZE, Incoming, Outgoing, Port
from yarara.kernel.virtio.features import CONSOLE_REQUIRED, CONSOLE_WANTED
from yarara.kernel.virtio.queue import Virtqueue
from yarara.kernel.virtio.transport import Transport, VirtioError
from yarara.machine import Struct, u16, u32

INPUT = "input"
OUTPUT = "output"
LOG = "log"
MOST_PORTS = 4
"""Of a device: ports with higher numbers are told that there is no driver for them. QEMU numbers from 1."""
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


class VirtioConsole:
    """The driver. One thread at a time uses it."""

    def __init__(self, transport: Transport) -> None:
        """Start the device and open the ports that are used here. Raises VirtioError when it has none or cannot be used, MemoryError."""
        self._transport = transport
        self.faults = 0
        """How often the device broke the rules; `last_fault` says what the last one was."""
        self.last_fault = ""
        self.failed = False
        """True when the device could not be started again: nothing more comes or goes."""
        self.input: Port | None = None
        self.output: Port | None = None
        self.log: Port | None = None
        self._starting = True
        if not transport.reset():
            raise VirtioError("the device does not confirm a reset")
        transport.negotiate(CONSOLE_REQUIRED, CONSOLE_WANTED)
        self._ports = [Port(0, Incoming(transport, 0, BUFFER_SIZE), Outgoing(transport, 1))]
        for number in range(1, MOST_PORTS):
            receive = 2 + 2 * number
            if transport.queue_capacity(receive) != 0:
                self._ports.append(Port(number, Incoming(transport, receive, BUFFER_SIZE), Outgoing(transport, receive + 1)))
        self._messages = Incoming(transport, CONTROL_RECEIVE, MESSAGE_SIZE)
        self._control = transport.make_queue(CONTROL_TRANSMIT, 1, 1)
        self._answer = allocate_dma(ControlMessage.SIZE)
        self._start()
        if self.failed:
            raise VirtioError(self.last_fault)
        self._starting = False
        if not self._has_port():
            raise VirtioError("the device has no port called input, output or log")

    def _start(self) -> None:
        """Steps 7 and 8 of the initialization (3.1.1), then 5.3.5."""
        for port in self._ports:
            port.enable()
        self._messages.enable()
        self._control.reset()
        self._transport.enable_queue(self._control)
        self._control.disable_interrupts()
        self._transport.start()
        self._messages.lend_all()
        if self._tell(NO_PORT, DEVICE_READY, 1):
            self._listen()
            self._open_ports()

    def _open_ports(self) -> None:
        """Those that are used."""
        if self.input is not None:
            self.input.incoming.lend_all()
        for port in (self.input, self.output, self.log):
            if port is not None and not self.failed:
                port.opened_as = port.name
                self._tell(port.number, PORT_OPEN, 1)
                if port is not self.input and not self.failed:
                    port.outgoing.prepare()  # a port that is not open loses what it gets

    def _find_ports(self) -> None:
        """By the names that the device has said. A name that comes late is not believed: the port has no memory for what it is now called."""
        self.input = self._port(INPUT)
        self.output = self._port(OUTPUT)
        self.log = self._port(LOG)

    def _has_port(self) -> bool:
        return self.input is not None or self.output is not None or self.log is not None

    def _port(self, name: str) -> Port | None:
        for port in self._ports:
            if port.name == name and (self._starting or port.opened_as == name):
                return port
        return None

    # -- reading -------------------------------------------------------------------------------------------------------

    def read(self, address: int, length: int) -> int:
        """At most `length` bytes, as many as there are. NOT_YET while there are none, 0 when nobody on the host has the port open any more."""
        port = self.input
        if self.failed or port is None:
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

    # -- writing -------------------------------------------------------------------------------------------------------

    def write(self, port: Port, address: int, length: int) -> int:
        """Give a copy of these bytes to the device, as many as there is room for; how many. While nobody on the host has the port open they are
        lost, as on a serial line without a listener."""
        if self.failed:
            return 0
        port.outgoing.take_back()
        if port.outgoing.queue.broken:
            self._recover(port.outgoing.queue)
        return 0 if self.failed else port.outgoing.write(address, length)

    def is_written(self, port: Port) -> bool:
        """Whether the device has read everything, or never will."""
        done = port.outgoing.take_back()
        if port.outgoing.queue.broken:
            self._recover(port.outgoing.queue)
        return done or self.failed

    def look(self) -> None:
        """Obey the device: it may say that a port is taken away, or that it needs a reset. For those who wait."""
        self._listen()
        if not self.failed and self._transport.needs_reset():
            self._recover(self._control)

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
            self._find_ports()
        elif known and event == PORT_OPEN:
            self._ports[number].is_open = message.value != 0
        elif known and event == PORT_REMOVE:
            self._ports[number].is_open = False
            self._ports[number].name = ""
            self._find_ports()

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

    @machine.cold
    def _recover(self, queue: Virtqueue) -> None:
        """Reset the device and start it anew, unless that is what just failed. What it had read from the host is lost; what it had not returned of
        the output it gets again. Who uses the driver tells of the fault, for the log may be a port of this device."""
        self.faults += 1
        self.last_fault = "needs a reset" if not queue.broken and self._transport.needs_reset() else queue.describe_fault()
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
