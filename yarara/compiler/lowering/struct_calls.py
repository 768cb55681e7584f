"""Calls of `struct`: the format is taken apart while compiling, what is left are calls of the primitives in `yarara/library/struct.py`."""

from __future__ import annotations

from mypy.nodes import ARG_POS, ARG_STAR, CallExpr, Context, Expression, FuncDef, MemberExpr, StrExpr

from yarara.compiler.lowering.arguments import Arguments
from yarara.compiler.lowering.builder import Value
from yarara.compiler.lowering.callables import Callables
from yarara.compiler.lowering.calls import Actual, values
from yarara.compiler.lowering.conversions import STARRED
from yarara.compiler.program.program import Unsupported
from yarara.compiler.struct_formats import FUNCTIONS, METHODS, NOT_CONSTANT, NOT_CONSTANT_HINT, UNKNOWN_STRUCT, UNKNOWN_STRUCT_HINT, Item, StructFormat, StructFormatError
from yarara.compiler.frontend.struct_types import struct_variable
from yarara.compiler.program.types import BOOL, FLOAT, INT, NONE, Class, Function, Starred, Type, function_of, tuple_of

WORD_CODES = {"b": "byte", "B": "ubyte", "h": "short", "H": "ushort"}
"""What CPython's messages call them, where it packs by machine words."""


class StructCalls(Arguments):
    """`pack`, `pack_into`, `unpack`, `unpack_from` and `calcsize`."""

    def is_struct_call(self, module: str, name: str) -> bool:
        """Whether this is a function of the library's `struct`, not of a module of the application with that name."""
        return module == "struct" and name in (*FUNCTIONS, "Struct") and module not in self.program.typed.application

    def struct_call(self, name: str, e: CallExpr) -> Value:
        """Lower `struct.<name>(format, ...)`."""
        layout = self._struct_format(name, e)
        if name == "calcsize":
            return Value(INT, str(layout.size))
        if name == "Struct":
            cls = self.class_of_expression(e.callee)
            assert isinstance(cls, Class)
            return self.construct(cls, values(self.lower(e.args[0]), self._number(layout.size)), e)
        if name == "iter_unpack":
            return self._iterate_over(layout, e)
        if name.startswith("unpack"):
            return self._unpack(name, layout, e)
        return self._pack(name, layout, e)

    def struct_method(self, e: CallExpr, callee: MemberExpr) -> Value | None:
        """`HEADER.pack(...)` of a `Struct` is `struct.pack(format, ...)` with its format; None for a method of anything else."""
        kind = self.result_type(callee.expr) if callee.name in METHODS else None
        if not isinstance(kind, Class) or kind.info.fullname != "struct.Struct" or "struct" in self.program.typed.application:
            return None
        variable = struct_variable(callee.expr, self.program.typed.types.get)
        made = self.program.constants.assignments.get(variable, []) if variable is not None else []
        text = self.program.constants.evaluate(made[0].args[0]) if len(made) == 1 and isinstance(made[0], CallExpr) and made[0].args else None
        if not isinstance(text, str):
            raise Unsupported(UNKNOWN_STRUCT, e, UNKNOWN_STRUCT_HINT)
        call = CallExpr(callee, [StrExpr(text), *e.args], [ARG_POS, *e.arg_kinds], [None, *e.arg_names])
        call.set_line(e)
        return self.struct_call(callee.name, call)

    def function_value(self, node: FuncDef, kind: Function, where: Context | None, owner: Class | None = None) -> Value:
        module, _, name = node.fullname.rpartition(".")
        if self.is_struct_call(module, name):
            raise Unsupported(f"'{node.fullname}' cannot be used as a value: its format must be known", where, "call it where it is needed")
        return super().function_value(node, kind, where, owner)

    def _struct_format(self, name: str, e: CallExpr) -> StructFormat:
        text = self.program.constants.evaluate(e.args[0]) if e.arg_kinds[0] is not ARG_STAR else None
        if not isinstance(text, str):
            raise Unsupported(NOT_CONSTANT.format(name), e.args[0], NOT_CONSTANT_HINT)
        try:
            return StructFormat(text)
        except StructFormatError as error:
            raise Unsupported(str(error), e.args[0]) from None

    def _primitive(self, name: str, *given: Value, more: tuple[Actual, ...] = (), where: Context | None = None) -> Value:
        found = self.call_function(self.program.named_function("struct", name), [*more, *values(*given)], where)
        assert isinstance(found, Value)
        return found

    def _number(self, value: int) -> Value:
        return Value(INT, str(value))

    def _at(self, address: Value, item: Item) -> Value:
        return Value(INT, self.instruction(f"add i64 {address.ref}, {item.offset}"))

    # -- packing -------------------------------------------------------------------------------------------------------

    def _pack(self, name: str, layout: StructFormat, e: CallExpr) -> Value:
        """All arguments are evaluated before anything is written."""
        before: list[Type | None] = [None, INT] if name == "pack_into" else []
        wanted = before + [self._register_type(item) for item in layout.items]
        given = self._struct_arguments(name, e, wanted)
        if len(given) != len(wanted):
            raise Unsupported(f"{name} expected {len(layout.items)} items for packing (got {len(given) - len(before)})", e)
        result = Value(self.program.bytes_class, "null")
        if name == "pack_into":
            address = self._primitive("window_to_write", given[0], self.coerce(given[1], INT, e), self._number(layout.size), where=e)
        else:
            result = self._primitive("new_buffer", self._number(layout.size), where=e)
            address = self._primitive("buffer_address", result, where=e)
        for item, value in zip(layout.items, given[len(before):]):
            self._pack_item(item, layout.little, self._at(address, item), value, e)
        return result if name == "pack" else Value(NONE, "null")

    def _struct_arguments(self, name: str, e: CallExpr, wanted: list[Type | None]) -> list[Value]:
        """The arguments after the format, in the order written; the items of a `*tuple` are arguments too, and those of a `*list` the ones that are still missing."""
        given: list[Value] = []
        for argument, kind in zip(e.args[1:], e.arg_kinds[1:]):
            if kind is ARG_STAR:
                found = self.spread(argument)
                if len(found) == 1 and isinstance(found[0].type, Starred):
                    after = e.args[e.args.index(argument) + 1:]
                    if ARG_STAR in e.arg_kinds[e.args.index(argument) + 1:]:
                        raise Unsupported(STARRED, argument)
                    found = self._items_of(name, found[0], len(wanted) - len(given) - len(after), argument)
                given += found
            else:
                given.append(self.lower(argument, wanted[len(given)] if len(given) < len(wanted) else None))
        return given

    def _items_of(self, name: str, starred: Value, count: int, where: Expression) -> list[Value]:
        """So many items of a `*list`; struct.error if it has more or less."""
        assert isinstance(starred.type, Starred)
        items = self.call_runtime("tuple_from_iterable", Value(starred.type.inner, starred.ref), where=where)
        length = self.call_method(items, "__len__", [], where)
        self._primitive("expect_items", self.literal(name, where), self._number(count), length, where=where)
        return [self.item_at(items, self._number(index)) for index in range(count)]

    def _register_type(self, item: Item) -> Type | None:
        return {"int": INT, "float": FLOAT}.get(item.python_type)

    def _pack_item(self, item: Item, little: bool, address: Value, value: Value, e: CallExpr) -> None:
        order = Value(BOOL, "true" if little else "false")
        if item.code == "?":
            self._primitive("pack_bool", address, Value(BOOL, self.truth(value, e)), where=e)
        elif item.code in "efd":
            self._primitive(f"pack_float{item.size * 8}", address, order, self.coerce(value, FLOAT, e), where=e)
        elif item.code == "c":
            self._primitive("pack_character", address, value, where=e)
        elif item.code in "sp":
            self._primitive("pack_bytes" if item.code == "s" else "pack_pascal", address, self._number(item.size), value, where=e)
        else:
            shown = WORD_CODES.get(item.code, item.code) if little or item.size == 1 else item.code
            name = Value(self.program.str_class, self.program.string_literal(shown))
            primitive = "pack_signed" if item.code.islower() else "pack_unsigned"
            self._primitive(primitive, address, self._number(item.size), order, name, self.coerce(value, INT, e), where=e)

    # -- unpacking -----------------------------------------------------------------------------------------------------

    def _unpack(self, name: str, layout: StructFormat, e: CallExpr) -> Value:
        rest = self.actuals(e)[1:]
        size = Actual(value=self._number(layout.size), name="size")
        if name == "unpack_from" and len(rest) == 1:
            rest.append(Actual(value=self._number(0), name="offset"))
        address = self._primitive("window_to_read" if name == "unpack_from" else "checked_address", more=(*rest, size), where=e)
        return self.make_tuple([self._unpack_item(item, layout.little, self._at(address, item), e) for item in layout.items])

    def _iterate_over(self, layout: StructFormat, e: CallExpr) -> Value:
        """`iter_unpack`: each address of a part becomes its tuple."""
        positions = self._primitive("windows", more=(*self.actuals(e)[1:], Actual(value=self._number(layout.size))), where=e)
        row = tuple_of(tuple(self._unpacked_type(item) for item in layout.items))

        def body(lowering: Callables, captured: list[Value], given: list[Value]) -> Value:
            assert isinstance(lowering, StructCalls)
            return lowering.make_tuple([lowering._unpack_item(item, layout.little, lowering._at(given[0], item), e) for item in layout.items])

        part = self.closure(function_of((INT,), row), [], body)
        return self._call_value(self.program.runtime_function("map"), values(part, positions), e)

    def _unpacked_type(self, item: Item) -> Type:
        return {"int": INT, "float": FLOAT, "bool": BOOL}.get(item.python_type, self.program.bytes_class)

    def _unpack_item(self, item: Item, little: bool, address: Value, e: CallExpr) -> Value:
        order = Value(BOOL, "true" if little else "false")
        if item.code == "?":
            return self._primitive("unpack_bool", address, where=e)
        if item.code in "efd":
            return self._primitive(f"unpack_float{item.size * 8}", address, order, where=e)
        if item.code in "csp":
            return self._primitive("unpack_pascal" if item.code == "p" else "unpack_bytes", address, self._number(item.size), where=e)
        return self._primitive("unpack_signed" if item.code.islower() else "unpack_unsigned", address, self._number(item.size), order, where=e)
