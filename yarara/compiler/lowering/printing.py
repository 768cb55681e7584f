"""`print`: one write of the whole text; a file object of the program's own gets each part, as from CPython."""

from __future__ import annotations

from collections.abc import Callable

from mypy.nodes import ARG_STAR, ARG_STAR2, CallExpr, Expression

from yarara.compiler.lowering.builder import Value
from yarara.compiler.lowering.builtin_text import BuiltinText
from yarara.compiler.lowering.calls import values
from yarara.compiler.program.program import Unsupported
from yarara.compiler.program.types import BOOL, NONE, Class, Dynamic, Optional, Type

NOTHING = Value(NONE, "null")


class Printing(BuiltinText):
    """The call of `print`."""

    def _builtin_print(self, e: CallExpr, expected: Type | None) -> Value:
        separator, end = self.literal(" ", e), self.literal("\n", e)
        stream, flush = NOTHING, Value(BOOL, "false")
        items: list[tuple[Value, Expression, bool]] = []
        for argument, kind, name in zip(e.args, e.arg_kinds, e.arg_names):
            if kind == ARG_STAR2:
                raise Unsupported("print(**options) is not supported", argument)
            if name == "sep":
                separator = self._text_option(argument, " ")
            elif name == "end":
                end = self._text_option(argument, "\n")
            elif name == "file":
                stream = self.lower(argument)
            elif name == "flush":
                flush = self.lower(argument)
            else:
                items.append((self.lower(argument), argument, kind == ARG_STAR))
        if self.program.redirects_output and stream.type is NONE:
            self.call_function(self.program.named_function("yarara.library._redirection", "print_to_stdout"), values(self._texts(items, e), separator, end))
        elif self._takes_parts(stream):
            self._if_some(stream, lambda target: self._write_parts(target, items, separator, end, e), lambda: self._write_whole(NOTHING, items, separator, end, e))
        elif isinstance(stream.type, Optional):
            whole = self._whole(items, separator, end, e)
            self._if_some(stream, lambda target: self._put(target, "write", [whole], e), lambda: self.call_runtime("write_stdout", whole, where=e))
        else:
            self._write_whole(stream, items, separator, end, e)
        self._flush(stream, flush, e)
        return NOTHING

    def _takes_parts(self, stream: Value) -> bool:
        """Whether a class of the program may see how often it is called."""
        kind = stream.type.inner if isinstance(stream.type, Optional) else stream.type
        return kind is not NONE and not (isinstance(kind, Class) and kind.info.module_name not in self.program.typed.application)

    def _if_some(self, stream: Value, then: Callable[[Value], object], otherwise: Callable[[], object]) -> None:
        if not isinstance(stream.type, (Optional, Dynamic)):
            then(stream)
            return
        some, none, done = self.name("file"), self.name("nofile"), self.name("printed")
        there = self.is_some(stream) if isinstance(stream.type, Optional) else self.instruction(f"icmp ne ptr {stream.ref}, null")
        self.branch(there, some, none)
        self.start_quietly(some)
        then(self.inside(stream) if isinstance(stream.type, Optional) else stream)
        self.jump(done)
        self.start_quietly(none)
        otherwise()
        self.jump(done)
        self.start_quietly(done)

    def _write_whole(self, stream: Value, items: list[tuple[Value, Expression, bool]], separator: Value, end: Value, e: CallExpr) -> None:
        whole = self._whole(items, separator, end, e)
        if stream.type is NONE:
            self.call_runtime("write_stdout", whole, where=e)
        else:
            self.call_method(stream, "write", [whole], e)

    def _write_parts(self, stream: Value, items: list[tuple[Value, Expression, bool]], separator: Value, end: Value, e: CallExpr) -> None:
        self.call_runtime("print_parts", stream, self._texts(items, e), separator, end, where=e)

    def _flush(self, stream: Value, flush: Value, e: CallExpr) -> None:
        """Standard output holds nothing back; another stream is asked to flush."""
        if flush.ref in ("false", "0") or stream.type is NONE:
            return
        wanted, done = self.name("flush"), self.name("flushed")
        self.branch(self.truth(flush, e), wanted, done)
        self.start_quietly(wanted)
        self._if_some(stream, lambda target: self._put(target, "flush", [], e), lambda: None)
        self.jump(done)
        self.start_quietly(done)

    def _whole(self, items: list[tuple[Value, Expression, bool]], separator: Value, end: Value, e: CallExpr) -> Value:
        """The whole text. All items are evaluated before the first becomes text."""
        if any(starred for _, _, starred in items):
            return self.concatenate([self.call_runtime("str_join", separator, self._texts(items, e), where=e), end])
        parts: list[Value] = []
        for index, (value, item, _) in enumerate(items):
            if index and separator.ref != self.program.string_literal(""):
                parts.append(separator)
            parts.append(self.text(value, item))
        if end.ref != self.program.string_literal("") or not parts:
            parts.append(end)
        return self.concatenate(parts)

    def _texts(self, items: list[tuple[Value, Expression, bool]], e: CallExpr) -> Value:
        """A list of the text of each; how many `*items` are is known only when it runs."""
        kind = self.program.builtin_class("list", self.program.str_class)
        texts = self.make_list(kind, [])

        def append(value: Value) -> None:
            self.call_runtime("list_append", texts, self.text(value, e))

        for value, item, starred in items:
            if starred:
                self.loop(self.iterate_value(value, item), append)
            else:
                append(value)
        return texts

    def _text_option(self, argument: Expression, default: str) -> Value:
        value = self.lower(argument)
        if isinstance(value.type, Optional):
            return self.call_runtime("text_or", value, self.literal(default, argument), where=argument)
        return self.literal(default, argument) if value.type is NONE else self.coerce(value, self.program.str_class, argument)
