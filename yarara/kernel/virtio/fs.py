"""The virtio file system device (virtio 1.2, section 5.11): carries requests of FUSE to a server on the host, and its answers.

    virtiofsd --socket-path=/tmp/fs -o source=/srv
    qemu-system-x86_64 ... -chardev socket,id=fs,path=/tmp/fs -device vhost-user-fs-pci,chardev=fs,tag=data
                           -object memory-backend-memfd,id=ram,size=128M,share=on -machine q35,memory-backend=ram

One request at a time, whose answer the driver waits for without interrupts, on the first request queue; what has no answer has a queue of its own.
"""

from __future__ import annotations

from yarara.kernel.memory.dma import allocate_dma
from yarara.kernel.threads.busy_wait import give_way
from yarara.kernel.virtio.features import FS_REQUIRED, FS_WANTED
from yarara.kernel.virtio.polled import PolledDriver
from yarara.kernel.virtio.queue import FULL, Chain
from yarara.kernel.virtio.transport import Transport
from yarara.runtime.error_messages import error_message
from yarara.runtime.error_numbers import EIO

MESSAGE_SIZE = 65536 + 4096
"""The longest message either way, in bytes: 64 KiB of a file, and what stands before it."""
PATIENCE = 100_000_000
"""So many looks at the ring without an answer, some seconds, are an error."""

# The queues (5.11.2).
PRIORITY = 0
REQUEST = 1

# Device configuration (5.11.4): struct virtio_fs_config.
CONFIG_TAG = 0
TAG_LENGTH = 36


class VirtioFs(PolledDriver):
    """The driver. One thread at a time uses it."""

    def __init__(self, transport: Transport) -> None:
        """Start the device. Raises VirtioError when it cannot be used, MemoryError."""
        self._chain = Chain(2)
        self.request = allocate_dma(MESSAGE_SIZE)
        """Where the message lies that `exchange` and `send` send."""
        self.answer = allocate_dma(MESSAGE_SIZE)
        """Where `exchange` puts what came back."""
        super().__init__(transport, FS_REQUIRED, FS_WANTED, 2, PATIENCE, REQUEST)
        self._check_room(2)
        tag = bytes([transport.configuration8(CONFIG_TAG + i) for i in range(TAG_LENGTH)])
        self.tag = tag.rstrip(b"\0").decode("utf-8", "replace")
        """What the host calls the directory."""

    def _make_queues(self) -> None:
        self._priority = self._transport.make_queue(PRIORITY, 1, 1)

    def _start(self) -> None:
        self._priority.reset()
        self._transport.enable_queue(self._priority)
        self._priority.disable_interrupts()
        super()._start()

    def exchange(self, length: int, room: int) -> int:
        """Send a message of this length and wait for the answer, of up to `room` bytes; how many came. Raises OSError when the device does not work."""
        if not self.failed:
            self._chain.clear()
            self._chain.add(self.request, length, False)
            self._chain.add(self.answer, room, True)
            if self._queue.lend_chain(self._chain) != FULL and self._wait():
                return self._queue.used_length
        raise OSError(EIO, error_message(EIO))

    def send(self, length: int) -> None:
        """Send a message that has no answer. When the device does not work, it is lost."""
        if not self.failed:
            self._priority.lend(self.request, length, False)
            self._wait_in(self._priority)

    def distrust(self, fault: str) -> OSError:
        """The server broke the rules of its protocol: start the device anew, and make the error that says so."""
        self._recover(fault)
        return OSError(EIO, error_message(EIO))

    def _pause(self) -> None:
        give_way()
