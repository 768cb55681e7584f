"""Random numbers that nobody can foresee: for `os.urandom`, `secrets`, the seed of `random`, and the secrets of TCP.

A generator with *fast key erasure* (Bernstein, 2017): of each block of ChaCha20 one half is given out and the other is the key of the next
block, so that what was given out cannot be found again in memory. Its first key is made of the processor's random numbers and,
where there is one, of what the virtio entropy device gives; both are mixed in again after every mebibyte.
"""

from __future__ import annotations

from yarara import machine
from yarara.kernel import commandline, console
from yarara.kernel.boot.state import kernel_state
from yarara.kernel.chacha import ChaCha
from yarara.kernel.memory import spinlock
from yarara.kernel.virtio import discovery
from yarara.kernel.virtio.rng import VirtioRng
from yarara.kernel.virtio.transport import DEVICE_ENTROPY, Transport, VirtioError

KEY_BYTES = 32
_KEY = 4  # the first word of the key in the input of ChaCha
_KEY_WORDS = 8
_BLOCKS_PER_KEY = 1 << 15
"""So many blocks, a mebibyte, between two helpings of fresh randomness."""


class Generator:
    """Makes words. One core at a time uses it."""

    def __init__(self) -> None:
        self.device: VirtioRng | None = None
        """Where fresh randomness comes from, beside the processor."""
        self._cipher = ChaCha()
        self._left = 0  # words of the block that were not given out
        self._blocks = 0

    def word(self) -> int:
        """64 random bits, signed. Allocates nothing."""
        if self._left == 0:
            self._make_block()
        self._left -= 1
        at = 2 * self._left
        block = self._cipher.block
        word = block[_KEY_WORDS + at] | machine.wrap_mul(block[_KEY_WORDS + at + 1], 1 << 32)
        block[_KEY_WORDS + at] = 0
        block[_KEY_WORDS + at + 1] = 0
        return word

    def refresh(self) -> None:
        """Mix new randomness into the key."""
        cipher = self._cipher
        for i in range(_KEY_WORDS):
            cipher.input[_KEY + i] ^= machine.random_word() & 0xFFFF_FFFF
        if self.device is not None:
            count = self.device.read(KEY_BYTES)
            for i in range(count):
                cipher.input[_KEY + i // 4] ^= machine.load8(self.device.buffer + i) << 8 * (i % 4)
            machine.fill(self.device.buffer, 0, KEY_BYTES)
        self._left = 0
        self._blocks = 0

    def _make_block(self) -> None:
        if self._blocks % _BLOCKS_PER_KEY == 0:
            self.refresh()
        self._blocks += 1
        cipher = self._cipher
        cipher.make_block()
        for i in range(_KEY_WORDS):
            cipher.input[_KEY + i] = cipher.block[i]
            cipher.block[i] = 0
        self._left = 4


_generator = Generator()


def random_word() -> int:
    """64 random bits, signed. On any core; under CPython they are those of the simulation."""
    if not machine.COMPILED:
        return machine.random_word()
    state = kernel_state()
    if state.entropy_started == 0:
        _start()
    lock = machine.symbol("yarara_kernel_state") + _LOCK
    spinlock.acquire(lock)
    word = _generator.word()
    spinlock.release(lock)
    return word


def _start() -> None:
    """Look for the device, once. Another core that needs a number meanwhile gets one without it."""
    if machine.PROCESS:
        kernel_state().entropy_started = 1
    elif machine.compare_exchange(machine.symbol("yarara_kernel_state") + _STARTED, 0, 1):
        device = find_device()
        lock = machine.symbol("yarara_kernel_state") + _LOCK
        spinlock.acquire(lock)
        _generator.device = device
        _generator.refresh()
        spinlock.release(lock)


def find_device() -> VirtioRng | None:
    """The first entropy device that can be used, started."""
    for transport in discovery.mmio_devices(commandline.text()):
        device = _device(transport)
        if device is not None:
            return device
    for transport in discovery.pci_devices():
        device = _device(transport)
        if device is not None:
            return device
    return None


def _device(transport: Transport) -> VirtioRng | None:
    if transport.device_type != DEVICE_ENTROPY:
        return None
    try:
        device = VirtioRng(transport)
    except VirtioError as error:
        console.log("entropy: " + str(error))
        return None
    console.log("entropy: a virtio device")
    return device


# Of KernelState.
_LOCK = 48
_STARTED = 56
