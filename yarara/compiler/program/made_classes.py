"""Classes that no source declares: boxes for values without a header, cells for shared variables, function objects."""

from __future__ import annotations

from mypy.nodes import TypeInfo

from yarara.compiler.program import types
from yarara.compiler.program.statics import StaticData
from yarara.compiler.program.types import BOOL, Class, ClassObject, Dynamic, Tuple, Type


class MadeClasses(StaticData):
    """The part of `Program` that makes them; each exists once."""

    classes: dict[tuple[object, ...], Class]

    object: Dynamic

    @property
    def plain_object(self) -> Class:
        raise NotImplementedError

    @property
    def any_class(self) -> ClassObject:
        """The type of a class that is a value, where nothing is known of it."""
        return types.class_object(self.object)

    def box(self, value: Type) -> Class:
        """The class of objects that hold one value without a header; for classes that are values, the class of them all, `type`: their tables have a header."""
        if isinstance(value, ClassObject):
            value = self.any_class
        key = ("box", value)
        found = self.classes.get(key)
        if found is None:
            info = self.typed.modules["builtins"].names["object"].node
            assert isinstance(info, TypeInfo)
            found = self.classes[key] = Class(f"box[{value}]", info, (), None)
            found.boxed = value
            found.fields["value"] = types.Field("value", value, types.WORD)
            found.body_size = types.WORD + -(-value.size // 8) * 8
            found.body_references = [types.WORD + at for at in value.references]
            found.laid_out = True
        return found

    def class_in_box(self, cls: Class) -> TypeInfo:
        """The declared class that a table stands for: of a box, that of the value in it."""
        value = cls.boxed
        name = "object" if cls is self.plain_object else "" if value is None else "tuple" if isinstance(value, Tuple) else "type" if isinstance(value, ClassObject) else str(value)
        entry = self.typed.modules["builtins"].names.get(name)
        return entry.node if entry is not None and isinstance(entry.node, TypeInfo) else cls.info

    def cell_class(self, value: Type) -> Class:
        """The class of cells for variables that nested functions share."""
        key = ("cell", value)
        found = self.classes.get(key)
        if found is None:
            info = self.typed.modules["builtins"].names["object"].node
            assert isinstance(info, TypeInfo)
            found = self.classes[key] = Class(f"cell[{value}]", info, (), None)
            found.fields["value"] = types.Field("value", value, types.WORD)
            end = types.WORD + -(-value.size // 8) * 8
            found.fields["flag"] = types.Field("flag", BOOL, end)
            found.body_size = end + types.WORD
            found.body_references = [types.WORD + at for at in value.references]
            found.laid_out = True
        return found

    def closure_class(self, captured: tuple[Type, ...], shown: str = "") -> Class:
        """The class of function objects that hold these captured values behind the code's address and what is known of the function;
        `shown` is how `repr` shows them."""
        key = ("closure", shown, *captured)
        found = self.classes.get(key)
        if found is None:
            info = self.typed.modules["builtins"].names["object"].node
            assert isinstance(info, TypeInfo)
            found = self.classes[key] = Class(f"function[{', '.join(map(str, captured))}]{shown}", info, (), None)
            found.shown = shown
            at = 3 * types.WORD
            for index, kind in enumerate(captured):
                found.fields[str(index)] = types.Field(str(index), kind, at)
                found.body_references += [at + r for r in kind.references]
                at += -(-kind.size // 8) * 8
            found.body_size = at
            found.laid_out = True
        return found
