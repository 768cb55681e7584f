"""By which pair of queues a flow comes and leaves: receive-side scaling (virtio 1.2, sections 5.1.6.4.3 and 5.1.6.5.7).

The device sums up the addresses and ports of what it receives, by Toeplitz's hash with a key of ours, and takes the pair that stands for the
result in a table of ours. The driver computes the same for what it sends, so both directions of a flow are one core's from its first packet on. The key is
random: nobody outside can choose flows that all fall on one core.
"""

from __future__ import annotations

from yarara import machine
from yarara.kernel.memory.dma import allocate_dma
from yarara.kernel.virtio.features import F_NET_RSS
from yarara.kernel.virtio.transport import Transport
from yarara.machine import Struct, u16, u32

CONFIG_MOST_KEY = 17
CONFIG_MOST_TABLE = 18
CONFIG_HASH_TYPES = 20
HASH_TCPV4 = 1 << 1
HASH_UDPV4 = 1 << 2
"""What else comes, fragments for instance, is the first pair's."""

KEY_SIZE = 40
TABLE_SIZE = 128
"""The most entries; always a power of two."""
_INPUT = 12
"""Bytes: two addresses and two ports."""
_NIBBLES = 2 * _INPUT
_VALUES = 16


class ConfigurationHead(Struct):
    """struct virtio_net_rss_config up to the table (5.1.6.5.7); all fields of it are little-endian."""
    hash_types: u32
    indirection_table_mask: u16
    unclassified_queue: u16


COMMAND_SIZE = ConfigurationHead.SIZE + 2 * TABLE_SIZE + 2 + 1 + KEY_SIZE


class Toeplitz:
    """The hash with one key: 32 bits of the key for each bit of the input that is set, from where that bit is on. Four bits at a time."""

    def __init__(self, key: int) -> None:
        """`key`: where its KEY_SIZE bytes lie. Raises MemoryError."""
        self._sums = allocate_dma(4 * _VALUES * _NIBBLES)
        for nibble in range(_NIBBLES):
            for value in range(_VALUES):
                total = 0
                for bit in range(4):
                    if value >> (3 - bit) & 1 != 0:
                        total ^= _window(key, 4 * nibble + bit)
                machine.store32(self._sums + 4 * (_VALUES * nibble + value), total)

    def of_flow(self, source: int, destination: int, ports: int) -> int:
        """Of what comes from `source` to `destination`; `ports`: 32 bits, those of the source first."""
        return self._of_word(0, source) ^ self._of_word(8, destination) ^ self._of_word(16, ports)

    def _of_word(self, nibble: int, word: int) -> int:
        at = self._sums + 4 * _VALUES * nibble
        total = 0
        for shift in range(28, -4, -4):
            total ^= machine.load32(at + 4 * (word >> shift & 15))
            at += 4 * _VALUES
        return total


def _window(key: int, bit: int) -> int:
    """32 bits of the key from a bit on, counted from its most significant one."""
    at = key + bit // 8
    return (machine.load_be32(at) << 8 | machine.load8(at + 4)) >> (8 - bit % 8) & 0xFFFF_FFFF


class Steering:
    """For so many pairs of queues."""

    def __init__(self, transport: Transport, pairs: int) -> None:
        """Raises MemoryError."""
        self.pairs = pairs
        self._entries = TABLE_SIZE
        while self._entries > transport.configuration16(CONFIG_MOST_TABLE):
            self._entries //= 2
        self._key = allocate_dma(KEY_SIZE)
        for index in range(KEY_SIZE // 8):
            machine.store64(self._key + 8 * index, machine.random_word())
        self._toeplitz = Toeplitz(self._key)

    def pair_of(self, source: int, destination: int, ports: int) -> int:
        """By which pair what comes from `source` to `destination` is received."""
        return (self._toeplitz.of_flow(source, destination, ports) & (self._entries - 1)) % self.pairs

    @machine.cold
    def write_command(self, address: int) -> int:
        """The data of the command VIRTIO_NET_CTRL_MQ_RSS_CONFIG, at most COMMAND_SIZE bytes; how many they are."""
        head = ConfigurationHead.at(address)
        head.hash_types = HASH_TCPV4 | HASH_UDPV4
        head.indirection_table_mask = self._entries - 1
        head.unclassified_queue = 0
        at = address + ConfigurationHead.SIZE
        for index in range(self._entries):
            machine.store16(at, index % self.pairs)
            at += 2
        machine.store16(at, self.pairs)  # how many transmit queues are used
        machine.store8(at + 2, KEY_SIZE)
        machine.copy(at + 3, self._key, KEY_SIZE)
        return at + 3 + KEY_SIZE - address


@machine.cold
def is_possible(transport: Transport, pairs: int) -> bool:
    """Whether the device can steer as it is wanted here."""
    if transport.offered() & F_NET_RSS == 0 or transport.configuration8(CONFIG_MOST_KEY) < KEY_SIZE:
        return False
    wanted = HASH_TCPV4 | HASH_UDPV4
    return transport.configuration32(CONFIG_HASH_TYPES) & wanted == wanted and transport.configuration16(CONFIG_MOST_TABLE) >= 2 * pairs
