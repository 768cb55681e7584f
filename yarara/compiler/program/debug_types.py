"""What a debugger is told of types: how a variable of each lies in memory, attributes and items by their names.

An object is described when everything is compiled, for only then all its attributes are known. `observe/gdb_printers.py` knows these names.
"""

from __future__ import annotations

from yarara.compiler.program.debug import DebugInformation
from yarara.compiler.program.types import BOOL, FLOAT, INT, WORD, Class, Optional, Tuple, Type, layout

ARRAY_LENGTH, ARRAY_ITEMS = 8, 16
_BITS = 8


class DebugTypes:
    """LLVM's `DIType` nodes, one for each type."""

    def __init__(self, debug: DebugInformation) -> None:
        self._debug = debug
        self._nodes: dict[Type, int] = {}
        self._objects: list[tuple[Class, int]] = []
        self._any_number = debug.node("!DISubrange(count: -1)")
        self._basic = {
            INT: debug.node('!DIBasicType(name: "int", size: 64, encoding: DW_ATE_signed)'),
            FLOAT: debug.node('!DIBasicType(name: "float", size: 64, encoding: DW_ATE_float)'),
            BOOL: debug.node('!DIBasicType(name: "bool", size: 8, encoding: DW_ATE_boolean)'),
        }

    def of(self, kind: Type) -> int:
        """The number of its node."""
        found = self._nodes.get(kind)
        if found is None:
            found = self._nodes[kind] = self._made(kind)
        return found

    def finish(self) -> None:
        """Describe all objects that are referred to."""
        done = 0
        while done < len(self._objects):
            cls, node = self._objects[done]
            self._debug.nodes[node] = self._object(cls)
            done += 1

    def _made(self, kind: Type) -> int:
        if kind in self._basic:
            return self._basic[kind]
        if isinstance(kind, Tuple):
            return self._side_by_side(kind, [(str(index), item) for index, item in enumerate(kind.items)])
        if isinstance(kind, Optional):
            return self.of(kind.inner) if kind.inner.is_reference else self._side_by_side(kind, [("is_there", BOOL), ("value", kind.inner)])
        pointer = self._debug.node("")
        if isinstance(kind, Class):
            target = self._debug.node("")
            self._objects.append((kind, target))
        else:
            target = self._debug.node(f'!DICompositeType(tag: DW_TAG_structure_type, name: "{_shown(kind.name)}", size: {WORD * _BITS}, elements: !{{}})')
        self._debug.nodes[pointer] = f"!DIDerivedType(tag: DW_TAG_pointer_type, baseType: !{target}, size: {WORD * _BITS})"
        return pointer

    def _side_by_side(self, kind: Type, parts: list[tuple[str, Type]]) -> int:
        size, offsets = layout(tuple(part for _, part in parts))
        members = [self._member(name, part, at) for (name, part), at in zip(parts, offsets)]
        return self._debug.node(self._structure(kind, size, members))

    def _object(self, cls: Class) -> str:
        if cls.item is not None:
            items = self._debug.node(f"!DICompositeType(tag: DW_TAG_array_type, baseType: !{self.of(cls.item)}, elements: !{{!{self._any_number}}})")
            members = [self._member("length", INT, ARRAY_LENGTH), self._debug.node(
                f'!DIDerivedType(tag: DW_TAG_member, name: "items", baseType: !{items}, offset: {ARRAY_ITEMS * _BITS})')]
            return self._structure(cls, ARRAY_ITEMS, members)
        return self._structure(cls, cls.body_size, [self._member(name, place.type, place.offset) for name, place in cls.fields.items()])

    def _structure(self, kind: Type, size: int, members: list[int]) -> str:
        elements = ", ".join(f"!{member}" for member in members)
        return f'!DICompositeType(tag: DW_TAG_structure_type, name: "{_shown(kind.name)}", size: {size * _BITS}, elements: !{{{elements}}})'

    def _member(self, name: str, kind: Type, offset: int) -> int:
        return self._debug.node(
            f'!DIDerivedType(tag: DW_TAG_member, name: "{name}", baseType: !{self.of(kind)}, size: {kind.size * _BITS}, offset: {offset * _BITS})')


def _shown(name: str) -> str:
    """A name as it may stand in metadata, without the module of the runtime's own."""
    return name.replace("\\", "/").replace('"', "'").removeprefix("builtins.").removeprefix("__main__.")
