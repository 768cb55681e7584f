"""DNS messages: one question for the IPv4 addresses of a name, and its answer (RFC 1035 section 4).

A name is a sequence of labels, each behind its length; a pointer stands for "the rest is what is written there". A pointer must
lead to before where the current run of labels began, so following pointers always ends.
"""

from __future__ import annotations

from yarara import machine
from yarara.machine import Struct, be16

HEADER_SIZE = 12
MAX_LABEL = 63
MAX_NAME = 255
"""Bytes of a name in wire form, the root label included."""
MAX_QUESTION = HEADER_SIZE + MAX_NAME + 4

TYPE_A = 1
TYPE_CNAME = 5
CLASS_IN = 1

FLAG_RESPONSE = 0x8000
FLAG_RECURSION_DESIRED = 0x0100
FLAG_TRUNCATED = 0x0200
OPCODE = 0x7800
RESPONSE_CODE = 0x000F

NO_ERROR = 0
NAME_ERROR = 3
"""NXDOMAIN: the name does not exist."""

MAX_ALIASES = 8
"""CNAMEs followed within one answer."""
MAX_ADDRESSES = 16
"""Addresses taken from one answer."""
_RECORD_SIZE = 10
"""Type, class, time to live and length of the data, behind a record's name."""


class DnsHeader(Struct):
    id: be16
    flags: be16
    questions: be16
    answers: be16
    authorities: be16
    additionals: be16


def encode_name(name: str) -> bytes | None:
    """The wire form of a host name, in lower case; None when it cannot be one (empty or too long labels, not ASCII)."""
    if name.endswith("."):
        name = name[:-1]
    wire = bytearray()
    for label in name.lower().split("."):
        if not 1 <= len(label) <= MAX_LABEL:
            return None
        wire.append(len(label))
        for character in label:
            if not "!" <= character <= "~":
                return None
            wire.append(ord(character))
    wire.append(0)
    return bytes(wire) if len(wire) <= MAX_NAME else None


def emit_question(address: int, identification: int, name: int, name_length: int) -> int:
    """Write a recursive query for type A of the encoded name at `name`; its length, at most MAX_QUESTION."""
    header = DnsHeader.at(address)
    header.id = identification
    header.flags = FLAG_RECURSION_DESIRED
    header.questions = 1
    header.answers = 0
    header.authorities = 0
    header.additionals = 0
    machine.copy(address + HEADER_SIZE, name, name_length)
    end = address + HEADER_SIZE + name_length
    machine.store_be16(end, TYPE_A)
    machine.store_be16(end + 2, CLASS_IN)
    return HEADER_SIZE + name_length + 4


class NameCursor:
    """Walks over the labels of one name."""

    def __init__(self) -> None:
        self.label = 0
        """The address of the current label's bytes."""
        self.label_length = 0
        """0 at the end of the name."""
        self._message = 0
        self._length = 0
        self._position = 0
        self._limit = 0
        self._total = 0

    def begin(self, message: int, length: int, offset: int) -> None:
        """Stand in front of the name at `offset` in a message of `length` bytes."""
        self._message = message
        self._length = length
        self._position = offset
        self._limit = offset
        self._total = 0

    def advance(self) -> bool:
        """Go to the next label, or to the end of the name; False when the name is malformed."""
        while self._position < self._length:
            length = machine.load8(self._message + self._position)
            if length <= MAX_LABEL:
                return self._take_label(length)
            if length < 0xC0 or not self._follow_pointer():
                return False
        return False

    def _take_label(self, length: int) -> bool:
        self.label = self._message + self._position + 1
        self.label_length = length
        self._position += 1 + length
        self._total += 1 + length
        return self._position <= self._length and self._total <= MAX_NAME

    def _follow_pointer(self) -> bool:
        if self._position + 2 > self._length:
            return False
        target = machine.load_be16(self._message + self._position) & 0x3FFF
        if target >= self._limit:
            return False
        self._limit = target
        self._position = target
        return True


class DnsAnswer:
    """A response as values."""

    def __init__(self) -> None:
        self.id = 0
        self.response_code = 0
        self.truncated = False
        self.addresses: list[int] = []
        """MAX_ADDRESSES slots of which the first `count` are valid."""
        self.count = 0
        self.time_to_live = 0
        """Seconds for which the answer may be remembered."""
        for _ in range(MAX_ADDRESSES):
            self.addresses.append(0)
        self._message = 0
        self._length = 0
        self._records = 0
        self._record_count = 0
        self._left = NameCursor()
        self._right = NameCursor()
        self._alias = 0

    def parse(self, address: int, length: int, name: int, name_length: int) -> bool:
        """Read a response of `length` bytes. False unless it is well-formed and answers the question for type A of the encoded
        name at `name`. Whether `id` is the right one is for the caller to check."""
        if length < HEADER_SIZE:
            return False
        header = DnsHeader.at(address)
        flags = header.flags
        if flags & FLAG_RESPONSE == 0 or flags & OPCODE != 0 or header.questions != 1:
            return False
        self.id = header.id
        self.response_code = flags & RESPONSE_CODE
        self.truncated = flags & FLAG_TRUNCATED != 0
        self.count = 0
        self._message = address
        self._length = length
        self._record_count = header.answers
        return self._check_question(name, name_length) and (self.truncated or self._collect())

    def _check_question(self, name: int, name_length: int) -> bool:
        self._left.begin(self._message, self._length, HEADER_SIZE)
        self._right.begin(name, name_length, 0)
        end = self._skip_name(HEADER_SIZE)
        if end < 0 or end + 4 > self._length or not self._is_same():
            return False
        self._records = end + 4
        question = self._message + end
        return machine.load_be16(question) == TYPE_A and machine.load_be16(question + 2) == CLASS_IN

    def _collect(self) -> bool:
        """Find the addresses of the name that was asked for, through its aliases; False when a record is malformed."""
        self.time_to_live = 0x7FFF_FFFF
        name = HEADER_SIZE
        for _ in range(MAX_ALIASES + 1):
            self._alias = 0
            if not self._scan(name):
                return False
            if self.count > 0 or self._alias == 0:
                return True
            name = self._alias
        return True

    def _scan(self, name: int) -> bool:
        """Look at every record that belongs to the name at this offset."""
        position = self._records
        for _ in range(self._record_count):
            owner = position
            position = self._skip_name(position)
            if position < 0 or position + _RECORD_SIZE > self._length:
                return False
            data = position + _RECORD_SIZE
            data_length = machine.load_be16(self._message + position + 8)
            if data_length > self._length - data:
                return False
            if self._is_same_name(owner, name):
                self._take_record(position, data, data_length)
            position = data + data_length
        return True

    def _take_record(self, fields: int, data: int, data_length: int) -> None:
        record = self._message + fields
        if machine.load_be16(record + 2) != CLASS_IN:
            return
        kind = machine.load_be16(record)
        if kind == TYPE_A and data_length == 4:
            if self.count < MAX_ADDRESSES:
                self.addresses[self.count] = machine.load_be32(self._message + data)
                self.count += 1
        elif kind == TYPE_CNAME and data_length > 0:
            self._alias = data
        else:
            return
        time_to_live = machine.load_be32(record + 4)
        # The top bit set means 0 (RFC 2181 section 8).
        self.time_to_live = min(self.time_to_live, time_to_live if time_to_live < 0x8000_0000 else 0)

    def _skip_name(self, offset: int) -> int:
        """The offset behind a name, whose pointers are not followed; -1 when it runs past the end."""
        while offset < self._length:
            length = machine.load8(self._message + offset)
            if length == 0:
                return offset + 1
            if length >= 0xC0:
                return offset + 2 if offset + 2 <= self._length else -1
            if length > MAX_LABEL:
                return -1
            offset += 1 + length
        return -1

    def _is_same_name(self, left: int, right: int) -> bool:
        """Compare the names at two offsets; a malformed one equals nothing."""
        self._left.begin(self._message, self._length, left)
        self._right.begin(self._message, self._length, right)
        return self._is_same()

    def _is_same(self) -> bool:
        left = self._left
        right = self._right
        while left.advance() and right.advance():
            if left.label_length != right.label_length or not _is_same_label(left.label, right.label, left.label_length):
                return False
            if left.label_length == 0:
                return True
        return False


def _is_same_label(left: int, right: int, length: int) -> bool:
    """Compare without regard to the case of ASCII letters (RFC 4343)."""
    for index in range(length):
        if _lower(machine.load8(left + index)) != _lower(machine.load8(right + index)):
            return False
    return True


def _lower(byte: int) -> int:
    return byte + 32 if 65 <= byte <= 90 else byte
