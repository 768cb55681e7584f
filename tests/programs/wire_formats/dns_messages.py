"""DNS messages: packing with name compression, parsing with pointers, resource records as a class each."""
from __future__ import annotations

import struct
from abc import abstractmethod
from dataclasses import dataclass, field
from enum import IntEnum, IntFlag
from typing import ClassVar, Dict, List, Tuple, Type


class QType(IntEnum):
    A = 1
    NS = 2
    CNAME = 5
    MX = 15
    TXT = 16
    AAAA = 28


class Flags(IntFlag):
    QR = 0x8000
    AA = 0x0400
    TC = 0x0200
    RD = 0x0100
    RA = 0x0080


class DNSError(Exception):
    def __init__(self, message: str, *, offset: int) -> None:
        super().__init__(f"{message} at offset {offset}")
        self.offset = offset


class Buffer:
    def __init__(self, data: bytes = b"") -> None:
        self.data = bytearray(data)
        self.offset = 0
        self.names: Dict[Tuple[str, ...], int] = {}

    def get(self, length: int) -> bytes:
        if self.offset + length > len(self.data):
            raise DNSError(f"need {length} bytes", offset=self.offset)
        start, self.offset = self.offset, self.offset + length
        return bytes(self.data[start:self.offset])

    def encode_name(self, name: str) -> None:
        labels = tuple(label for label in name.rstrip(".").split(".") if label)
        while labels:
            if labels in self.names:
                self.data += struct.pack("!H", 0xC000 | self.names[labels])
                return
            self.names[labels] = len(self.data)
            raw = labels[0].encode("idna" if False else "ascii")
            self.data.append(len(raw))
            self.data.extend(raw)
            labels = labels[1:]
        self.data.append(0)

    def decode_name(self, depth: int = 0) -> str:
        if depth > 10:
            raise DNSError("pointer loop", offset=self.offset)
        labels: List[str] = []
        while (length := self.get(1)[0]) != 0:
            if length & 0xC0 == 0xC0:
                target = (length & 0x3F) << 8 | self.get(1)[0]
                back, self.offset = self.offset, target
                try:
                    labels.append(self.decode_name(depth + 1).rstrip("."))
                finally:
                    self.offset = back
                break
            labels.append(self.get(length).decode())
        return ".".join(labels) + "."


class RData:
    rtype: ClassVar[QType]
    registry: ClassVar[Dict[int, Type[RData]]] = {}

    def __init_subclass__(cls) -> None:
        RData.registry[cls.rtype] = cls

    @classmethod
    @abstractmethod
    def parse(cls, buffer: Buffer, length: int) -> RData: ...

    @abstractmethod
    def pack(self, buffer: Buffer) -> None: ...


@dataclass(frozen=True)
class A(RData):
    rtype = QType.A
    address: str

    @classmethod
    def parse(cls, buffer: Buffer, length: int) -> A:
        return cls("%d.%d.%d.%d" % struct.unpack("!4B", buffer.get(4)))

    def pack(self, buffer: Buffer) -> None:
        buffer.data += bytes(map(int, self.address.split(".")))


@dataclass(frozen=True)
class MX(RData):
    rtype = QType.MX
    preference: int
    exchange: str

    @classmethod
    def parse(cls, buffer: Buffer, length: int) -> MX:
        (preference,) = struct.unpack(">H", buffer.get(2))
        return cls(preference, buffer.decode_name())

    def pack(self, buffer: Buffer) -> None:
        buffer.data += struct.pack(">H", self.preference)
        buffer.encode_name(self.exchange)


@dataclass(frozen=True)
class TXT(RData):
    rtype = QType.TXT
    texts: tuple[str, ...]

    @classmethod
    def parse(cls, buffer: Buffer, length: int) -> TXT:
        end = buffer.offset + length
        found = []
        while buffer.offset < end:
            found.append(buffer.get(buffer.get(1)[0]).decode("latin-1"))
        return cls(tuple(found))

    def pack(self, buffer: Buffer) -> None:
        for text in self.texts:
            buffer.data += bytes([len(text)]) + text.encode("latin-1")


@dataclass
class RR:
    name: str
    ttl: int
    rdata: RData


@dataclass
class Message:
    id: int
    flags: Flags = Flags.RD
    questions: List[Tuple[str, QType]] = field(default_factory=list)
    answers: List[RR] = field(default_factory=list)

    def pack(self) -> bytes:
        buffer = Buffer()
        buffer.data += struct.pack("!6H", self.id, self.flags, len(self.questions), len(self.answers), 0, 0)
        for name, qtype in self.questions:
            buffer.encode_name(name)
            buffer.data += struct.pack("!HH", qtype, 1)
        for rr in self.answers:
            buffer.encode_name(rr.name)
            buffer.data += struct.pack("!HHIH", rr.rdata.rtype, 1, rr.ttl, 0)
            start = len(buffer.data)
            rr.rdata.pack(buffer)
            struct.pack_into("!H", buffer.data, start - 2, len(buffer.data) - start)
        return bytes(buffer.data)

    @classmethod
    def parse(cls, packet: bytes) -> Message:
        buffer = Buffer(packet)
        ident, flags, qd, an, _, _ = struct.unpack("!6H", buffer.get(12))
        message = cls(ident, Flags(flags))
        for _ in range(qd):
            name = buffer.decode_name()
            qtype, _class = struct.unpack("!HH", buffer.get(4))
            message.questions.append((name, QType(qtype)))
        for _ in range(an):
            name = buffer.decode_name()
            rtype, _class, ttl, length = struct.unpack("!HHIH", buffer.get(10))
            if rtype not in RData.registry:
                raise DNSError(f"no class for type {rtype}", offset=buffer.offset)
            message.answers.append(RR(name, ttl, RData.registry[rtype].parse(buffer, length)))
        return message


message = Message(0xBEEF, Flags.QR | Flags.RD | Flags.RA, [("example.org", QType.MX)])
message.answers += [
    RR("example.org", 300, MX(10, "mail.example.org")),
    RR("mail.example.org", 60, A("192.0.2.25")),
    RR("example.org.", 5, TXT(("v=spf1 -all", "caf\xe9"))),
]
packet = message.pack()
print(len(packet), packet.hex(" ", 4))
again = Message.parse(packet)
print(hex(again.id), again.flags, again.questions)
for rr in again.answers:
    print(rr)
print(again.pack() == packet, sorted(map(int, RData.registry)), Flags.QR in again.flags, Flags.TC in again.flags)
for cut in (packet[:20], packet[:12] + b"\xc0\x0c" + packet[14:], packet.replace(b"\0\x0f\0\1\0\0\1", b"\0\x1c\0\1\0\0\1")):
    try:
        Message.parse(cut)
    except DNSError as error:
        print(error, error.offset)
