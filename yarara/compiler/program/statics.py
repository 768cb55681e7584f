"""Data that lies in the image: literals, and exceptions that exist once."""

from __future__ import annotations

import struct

from yarara.compiler.program import types
from yarara.compiler.written.enumerations import NAME, VALUE, Member
from yarara.compiler.frontend.frontend import TypedProgram
from yarara.compiler.program.types import Class, Type


class StaticData:
    """The part of `Program` that writes constants; `literals` knows what was written already."""

    typed: TypedProgram
    text: list[str]
    literals: dict[tuple[str, object], str]

    @property
    def str_class(self) -> Class:
        raise NotImplementedError

    @property
    def bytes_class(self) -> Class:
        raise NotImplementedError

    @property
    def complex_class(self) -> Class:
        raise NotImplementedError

    def instantiate(self, cls: Class) -> None:
        raise NotImplementedError

    def array_class(self, item: Type) -> Class:
        raise NotImplementedError

    def string_literal(self, value: str) -> str:
        """A static `str` object; equal literals are one."""
        found = self.literals.get(("str", value))
        if found is None:
            kind = 1
            if value:
                top = max(map(ord, value))
                kind = 1 if top < 256 else 2 if top < 65536 else 4
            encoded = b"".join(ord(c).to_bytes(kind, "little") for c in value)
            cls = self.str_class
            self.instantiate(cls)
            found = f"@str.{len(self.literals)}"
            self.literals[("str", value)] = found
            self.text.append(
                f"{found} = internal global {{ i64, i64, i64, i64, [{len(encoded)} x i8] }} {{ i64 ptrtoint (ptr {cls.symbol} to i64), "
                f"i64 {len(value)}, i64 {kind}, i64 0, [{len(encoded)} x i8] {c_string(encoded)} }}, align 8"
            )
        return found

    def bytes_literal(self, value: bytes) -> str:
        found = self.literals.get(("bytes", value))
        if found is None:
            cls = self.bytes_class
            self.instantiate(cls)
            found = f"@bytes.{len(self.literals)}"
            self.literals[("bytes", value)] = found
            self.text.append(
                f"{found} = internal global {{ i64, i64, i64, [{len(value)} x i8] }} {{ i64 ptrtoint (ptr {cls.symbol} to i64), "
                f"i64 {len(value)}, i64 0, [{len(value)} x i8] {c_string(value)} }}, align 8"
            )
        return found

    def complex_literal(self, imaginary: float) -> str:
        """A static `complex` object, as a literal makes it: without a real part."""
        found = self.literals.get(("complex", imaginary))
        if found is None:
            cls = self.complex_class
            self.instantiate(cls)
            found = self.literals[("complex", imaginary)] = f"@complex.{len(self.literals)}"
            self.text.append(
                f"{found} = internal global {{ i64, double, double }} {{ i64 ptrtoint (ptr {cls.symbol} to i64), double 0.0, double {float_literal(imaginary)} }}, align 8"
            )
        return found

    def static_exception(self, cls: Class) -> str:
        """An exception without arguments that exists once: StopIteration of iterators, MemoryError."""
        found = self.literals.get(("exception", cls))
        if found is None:
            self.instantiate(cls)
            found = self.literals[("exception", cls)] = f"@exception.{len(self.literals)}"
            words = cls.body_size // types.WORD - 1
            self.text.append(f"{found} = internal global {{ i64, [{words} x i64] }} {{ i64 ptrtoint (ptr {cls.symbol} to i64), [{words} x i64] zeroinitializer }}, align 8")
        return found

    def only_object(self, cls: Class) -> str:
        """The object of a class without attributes that has just one: `...`."""
        found = self.literals.get(("only", cls))
        if found is None:
            self.instantiate(cls)
            found = self.literals[("only", cls)] = f"@only.{len(self.literals)}"
            self.text.append(f"{found} = internal global {{ i64, i64 }} {{ i64 ptrtoint (ptr {cls.symbol} to i64), i64 0 }}, align 8")
        return found

    def lies_in_image(self, member: Member, cls: Class) -> bool:
        """Whether the value of an enumeration's member needs no code."""
        kind = cls.fields[VALUE].type
        return isinstance(member.value, str) and kind is self.str_class or isinstance(member.value, (int, float)) and kind.name == type(member.value).__name__

    def member_object(self, cls: Class, member: Member) -> str:
        """The one object that a member of an enumeration is."""
        found = self.literals.get(("member", (cls, member.name)))
        if found is None:
            self.instantiate(cls)
            found = f'@"{cls.name}.{member.name}"'
            self.literals[("member", (cls, member.name))] = found
            words = ["0"] * (cls.body_size // types.WORD - 1)
            words[cls.fields[NAME].offset // types.WORD - 1] = f"ptrtoint (ptr {self.string_literal(member.name)} to i64)"
            if self.lies_in_image(member, cls):
                words[cls.fields[VALUE].offset // types.WORD - 1] = self._value_word(member.value)
            contents = ", ".join(f"i64 {word}" for word in words)
            self.text.append(f"{found} = internal global {{ i64, [{len(words)} x i64] }} {{ i64 ptrtoint (ptr {cls.symbol} to i64), [{len(words)} x i64] [{contents}] }}, align 8")
        return found

    def _value_word(self, value: object) -> str:
        if isinstance(value, str):
            return f"ptrtoint (ptr {self.string_literal(value)} to i64)"
        if isinstance(value, float):
            return str(struct.unpack("<q", struct.pack("<d", value))[0])
        assert isinstance(value, int)
        return str(int(value))

    def about(self, name: str, full_name: str, doc: str | None, function: object = None, module: str = "builtins") -> str:
        """What a function object says of itself: `__name__`, `__qualname__`, `__doc__`, `__module__`. There is one record for each `function`,
        so that its address tells whether two objects stand for the same one (`yarara/runtime/same_functions.py`)."""
        key = ("about", (name, full_name, doc, function, module))
        found = self.literals.get(key)
        if found is None:
            found = self.literals[key] = f"@about.{len(self.literals)}"
            words = [f"ptr {self.string_literal(text)}" if text is not None else "ptr null" for text in (name, full_name, doc, module)]
            self.text.append(f"{found} = internal constant {{ ptr, ptr, ptr, ptr }} {{ {', '.join(words)} }}, align 8")
        return found

    def empty_array(self, item: Type) -> str:
        """A static `Array` without slots, for new lists."""
        found = self.literals.get(("empty array", item))
        if found is None:
            cls = self.array_class(item)
            self.instantiate(cls)
            found = self.literals[("empty array", item)] = f"@empty.{len(self.literals)}"
            self.text.append(f"{found} = internal constant {{ i64, i64 }} {{ i64 ptrtoint (ptr {cls.symbol} to i64), i64 0 }}, align 8")
        return found


def c_string(data: bytes) -> str:
    """Bytes as an LLVM array constant."""
    if not data:
        return "zeroinitializer"
    return 'c"' + "".join(chr(b) if 32 <= b < 127 and b not in (34, 92) else f"\\{b:02X}" for b in data) + '"'


def float_literal(value: float) -> str:
    """A float as an exact LLVM constant."""
    return "0x" + struct.pack(">d", value).hex().upper()
