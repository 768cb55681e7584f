"""Built-in functions about text: `repr`, `str`, `format`, and format strings."""

from __future__ import annotations

from mypy.nodes import ARG_STAR, ARG_STAR2, CallExpr, Context, Expression, IntExpr, ListExpr, MemberExpr, StarExpr, StrExpr

from yarara.compiler.lowering.builder import Value
from yarara.compiler.lowering.calls import Actual
from yarara.compiler.format_strings import Attribute, FormatError, FormatString, Replacement, Subscript
from yarara.compiler.program.program import Unsupported
from yarara.compiler.lowering.struct_calls import StructCalls
from yarara.compiler.program.types import INT, Type

MOST_NUMBERS = 2
"""In an f-string that is put together number by number."""


class BuiltinText(StructCalls):
    """Functions that make text."""

    def _format_string(self, e: CallExpr, callee: MemberExpr) -> Value | None:
        """mypy's form of f-strings, `"".join([...])` of `"{!r:{}}".format(value, spec)`, and what is written like that."""
        literal = callee.expr
        assert isinstance(literal, StrExpr)
        if callee.name == "join" and len(e.args) == 1 and isinstance(e.args[0], ListExpr) and literal.value == "" and not any(isinstance(item, StarExpr) for item in e.args[0].items):
            parts = [self._plain_number(item) or self.lower(item) for item in e.args[0].items]
            return self._with_numbers(parts, e) if parts else self.literal("", e)
        if callee.name != "format":
            return None
        if any(kind in (ARG_STAR, ARG_STAR2) for kind in e.arg_kinds):
            return self.format_while_running(self.lower(literal), e)
        given: dict[int | str, Value] = {}
        for position, (argument, name) in enumerate(zip(e.args, e.arg_names)):
            given[position if name is None else name] = self.lower(argument)
        try:
            parsed = FormatString(literal.value)
        except FormatError as error:
            raise Unsupported(str(error), e, "an f-string can do it") from None
        return self._formatted(parsed.parts, given, e)

    def _plain_number(self, e: Expression) -> Value | None:
        """The `int` of `{number}` in an f-string, before it is text."""
        if not isinstance(e, CallExpr) or not isinstance(e.callee, MemberExpr) or not isinstance(e.callee.expr, StrExpr) or len(e.args) != 2:
            return None
        spec = e.args[1]
        plain = e.callee.name == "format" and e.callee.expr.value == "{:{}}" and isinstance(spec, StrExpr) and spec.value == ""
        if not plain or self.result_type(e.args[0]) is not INT:
            return None
        value = self.lower(e.args[0])
        return value if value.type is INT else self.format(value, self.lower(spec), e)

    def _with_numbers(self, parts: list[Value], e: CallExpr) -> Value:
        """The parts of an f-string joined; one or two numbers among them are written where they belong at once."""
        numbers = [index for index, part in enumerate(parts) if part.type is INT]
        in_turn = len(parts) > 1 and numbers == list(range(min(numbers, default=0), len(parts), 2))  # text and number, text and number
        if in_turn and 0 < len(numbers) <= MOST_NUMBERS and numbers[0] <= 1:
            text = parts[0] if numbers[0] > 0 else self.literal("", e)
            for index in numbers:
                after = parts[index + 1] if index + 1 < len(parts) else self.literal("", e)
                text = self.call_runtime("text_around_int", text, parts[index], after, where=e)
            return text
        return self.concatenate([self.call_runtime("int_repr", part, where=e) if part.type is INT else part for part in parts])

    def format_while_running(self, template: Value, e: CallExpr) -> Value:
        """`template.format(...)`, where the template or the number of arguments is not known: they go into a list and a dictionary."""
        anything = self.program.object
        positional = self.call_runtime("list_new", where=e, wanted=self.program.builtin_class("list", anything))
        named = self.call_runtime("dict_new", where=e, wanted=self.program.builtin_class("dict", self.program.str_class, anything))
        for argument, kind, name in zip(e.args, e.arg_kinds, e.arg_names):
            if kind == ARG_STAR:
                self.loop(self.iterate(argument), lambda item: self._put(positional, "append", [self.coerce(item, anything, e)], e))
            elif kind == ARG_STAR2:
                self._put(named, "update", [self.lower(argument)], e)
            elif name is not None:
                self._put(named, "__setitem__", [self.literal(name, e), self.lower_to(argument, anything)], e)
            else:
                self._put(positional, "append", [self.lower_to(argument, anything)], e)
        return self.call_runtime("str_format_objects", template, positional, named, where=e)

    def format_given(self, template: Value, actuals: list[Actual], where: Context | None) -> Value:
        """The same in the code of `template.format` as a function."""
        anything = self.program.object
        positional = self.make_list(self.program.builtin_class("list", anything), [self.coerce(a.value, anything, where) for a in actuals if a.value is not None and a.name is None])
        named = [(a.name, a.value) for a in actuals if a.value is not None and a.name is not None]
        return self.call_runtime("str_format_objects", template, positional, self.keyword_dict(tuple(name for name, _ in named), [value for _, value in named], anything, where), where=where)

    def _put(self, container: Value, method: str, given: list[Value], e: CallExpr) -> None:
        self.call_method(container, method, given, e)

    def _formatted(self, parts: tuple[str | Replacement, ...], given: dict[int | str, Value], e: CallExpr) -> Value:
        texts: list[Value] = []
        for part in parts:
            if isinstance(part, str):
                texts.append(self.literal(part, e))
                continue
            if part.argument not in given:
                raise Unsupported(f"the format string asks for the argument {part.argument!r}, which is not given", e)
            value = given[part.argument]
            for step in part.steps:
                value = self._step(value, step, e)
            value = self._converted(value, part.conversion, e)
            texts.append(self.format(value, self._formatted(part.spec, given, e), e))
        return self.concatenate(texts) if texts else self.literal("", e)

    def _step(self, value: Value, step: Attribute | Subscript, e: CallExpr) -> Value:
        """`{0.name}` or `{0[key]}`."""
        value = self.unwrap(value, e)
        if isinstance(step, Attribute):
            return self.attribute(value, step.name, e)
        key = IntExpr(step.key) if isinstance(step.key, int) else StrExpr(step.key)
        key.set_line(e)
        return self.subscript(value, key, key)

    def _converted(self, value: Value, conversion: str, e: CallExpr) -> Value:
        """`!s`, `!r`, `!a`."""
        if conversion == "":
            return value
        text = self.text(value, e) if conversion == "s" else self.repr(value, e)
        return self.call_runtime("str_to_ascii", text, where=e) if conversion == "a" else text

    def _builtin_input(self, e: CallExpr, expected: Type | None) -> Value:
        prompt = self.text(self.lower(e.args[0]), e) if e.args else self.literal("", e)
        return self.call_runtime("input_line", prompt, where=e)

    def _builtin_repr(self, e: CallExpr, expected: Type | None) -> Value:
        return self.repr(self.lower(e.args[0]), e)

    def _builtin_str(self, e: CallExpr, expected: Type | None) -> Value:
        if not e.args:
            return self.literal("", e)
        return self.str_of(self.lower(e.args[0]), self.actuals(e)[1:], e)

    def str_of(self, value: Value, more: list[Actual], e: Context | None) -> Value:
        """`str(value)`, or of bytes with an encoding."""
        if more:
            return self._call_value(self.program.runtime_function("bytes_decode"), [Actual(value=self.data_value(value)), *more], e)
        return self.text(value, e)

    def _builtin_format(self, e: CallExpr, expected: Type | None) -> Value:
        spec = self.lower(e.args[1]) if len(e.args) > 1 else self.literal("", e)
        return self.format(self.lower(e.args[0]), spec, e)

    def _builtin_ascii(self, e: CallExpr, expected: Type | None) -> Value:
        return self.call_runtime("str_to_ascii", self.repr(self.lower(e.args[0]), e), where=e)
