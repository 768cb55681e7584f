"""The 9P transport (device number 9 of virtio 1.2, section 5; its layout is that of Linux, include/uapi/linux/virtio_9p.h): a directory of the host.

    qemu-system-x86_64 ... -fsdev local,id=d,path=/srv/data,security_model=none -device virtio-9p-pci,fsdev=d,mount_tag=data

The device carries messages of the protocol 9P2000.L to a server and its answers back; what they say is no concern of this file, but of
`../files/ninep_client.py`. One message at a time; they lie in memory of the driver's own.
"""

from __future__ import annotations

from yarara.kernel.memory.dma import allocate_dma
from yarara.kernel.threads.busy_wait import give_way
from yarara.kernel.virtio.features import NINEP_REQUIRED, NINEP_WANTED
from yarara.kernel.virtio.polled import PolledDriver
from yarara.kernel.virtio.queue import FULL, Chain
from yarara.kernel.virtio.transport import Transport, VirtioError
from yarara.runtime.error_messages import error_message
from yarara.runtime.error_numbers import EIO

MESSAGE_SIZE = 65536 + 4096
"""The longest message either way, in bytes: 64 KiB of a file, and what stands before it."""
PATIENCE = 100_000_000
"""So many looks at the ring without an answer, some seconds, are an error."""
LONGEST_TAG = 255

# Device configuration: struct virtio_9p_config.
CONFIG_TAG_LENGTH = 0
CONFIG_TAG = 2


class Virtio9p(PolledDriver):
    """The driver. One thread at a time uses it."""

    def __init__(self, transport: Transport) -> None:
        """Start the device. Raises VirtioError when it cannot be used, MemoryError."""
        super().__init__(transport, NINEP_REQUIRED, NINEP_WANTED, 2, PATIENCE)
        self._check_room(2)
        self._chain = Chain(2)
        self.request = allocate_dma(MESSAGE_SIZE)
        """Where the message lies that `exchange` sends."""
        self.answer = allocate_dma(MESSAGE_SIZE)
        """Where it puts what came back."""
        length = transport.configuration16(CONFIG_TAG_LENGTH)
        if length > LONGEST_TAG:
            raise VirtioError("the tag is too long")
        self.tag = bytes([transport.configuration8(CONFIG_TAG + i) for i in range(length)]).decode("utf-8", "replace")
        """What the host calls the directory."""

    def exchange(self, length: int) -> int:
        """Send a message of this length and wait for the answer; how many bytes of it came. Raises OSError when the device does not work."""
        if not self.failed:
            self._chain.clear()
            self._chain.add(self.request, length, False)
            self._chain.add(self.answer, MESSAGE_SIZE, True)
            if self._queue.lend_chain(self._chain) != FULL and self._wait():
                return self._queue.used_length
        raise OSError(EIO, error_message(EIO))

    def distrust(self, fault: str) -> OSError:
        """The server broke the rules of its protocol: start it anew, and make the error that says so."""
        self._recover(fault)
        return OSError(EIO, error_message(EIO))

    def _pause(self) -> None:
        give_way()
