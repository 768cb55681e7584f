"""The card's own memory, where its address stands (SDM 5.6, 13.4.4; 82574L 6.1, 10.2.2.3)."""

from __future__ import annotations

from yarara import machine
from yarara.kernel.e1000.registers import EERD, EERD_DATA, EERD_START

WORDS = 64
"""The words that are summed."""
SUM = 0xBABA
NOTHING = -1

_READ_TRIES = 10_000


class Eeprom:
    """Words of 16 bits. The two families differ in where the address and the mark of an answer lie in the register."""

    def __init__(self, registers: int, is_express: bool) -> None:
        """`is_express`: on PCI Express (82574L)."""
        self._register = registers + EERD
        self._address_shift = 2 if is_express else 8
        self._done = 1 << 1 if is_express else 1 << 4

    def word(self, number: int) -> int:
        """NOTHING when the card does not answer."""
        machine.write32(self._register, EERD_START | number << self._address_shift)
        for _ in range(_READ_TRIES):
            value = machine.read32(self._register)
            if value & self._done:
                return value >> EERD_DATA & 0xFFFF
            machine.pause()
        return NOTHING

    def mac(self) -> int:
        """The hardware address, 48 bits; NOTHING when the words do not add up, or give no address of one station."""
        total = 0
        first = second = third = 0
        for number in range(WORDS):
            word = self.word(number)
            if word == NOTHING:
                return NOTHING
            total += word
            if number == 0:
                first = word
            elif number == 1:
                second = word
            elif number == 2:
                third = word
        if total & 0xFFFF != SUM:
            return NOTHING
        return station(_swapped(first) << 32 | _swapped(second) << 16 | _swapped(third))


def station(mac: int) -> int:
    """An address if a card can have it, else NOTHING: it is not zero, and not that of a group."""
    return NOTHING if mac == 0 or mac & 1 << 40 else mac


def _swapped(word: int) -> int:
    """The first byte is the lower one in the card, and the higher one in an address."""
    return (word & 0xFF) << 8 | word >> 8
