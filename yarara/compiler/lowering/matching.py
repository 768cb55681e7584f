"""`match`: each pattern is a chain of tests that leaves for the next case at the first one that fails.

Names are bound when the whole pattern has matched, as in CPython. What a pattern learns of the class of a value is in the type of the value
that it passes on, so patterns inside it, and the body, see the narrower type. A pattern that cannot match a value of this concrete type has
no body: functions are compiled again for each type that is passed for a union.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from mypy.nodes import Block, Expression, MatchStmt, NameExpr, RefExpr, TypeAlias, TypeInfo, Var
from mypy.patterns import AsPattern, ClassPattern, MappingPattern, OrPattern, Pattern, SequencePattern, SingletonPattern, StarredPattern, ValuePattern
from mypy.types import Instance, get_proper_type

from yarara.compiler.program import types
from yarara.compiler.lowering.builder import Value
from yarara.compiler.lowering.class_variables import literal_texts
from yarara.compiler.lowering.unification import unify
from yarara.compiler.program.program import VALUE_TYPES, Environment, Unsupported
from yarara.compiler.lowering.star_handlers import StarHandlers
from yarara.compiler.program.types import ANY, BOOL, INT, NEVER, NONE, Class, Dynamic, Optional, Tuple, Type
from yarara.compiler.walk import walk

MATCH_SELF = {f"builtins.{name}" for name in ("bool", "bytearray", "bytes", "dict", "float", "frozenset", "int", "list", "set", "str", "tuple")}
"""Classes whose one positional pattern is for the object itself."""
NO_SEQUENCES = {"builtins.str", "builtins.bytes", "builtins.bytearray"}


@dataclass
class Attempt:
    """One pattern being tried: where to go when it does not match, whether that may happen, what it binds."""

    miss: str
    may_miss: bool = False
    bound: list[tuple[NameExpr, Value]] = field(default_factory=list)


Trial = Callable[[Attempt], "Value | None"]
"""Writes the tests of a pattern; the value as narrow as they make it, or None where it cannot match."""


class Matching(StarHandlers):
    """The `match` statement."""

    def _execute_MatchStmt(self, s: MatchStmt) -> None:
        subject = self.lower(s.subject)
        end = self.name("endmatch")
        ends: list[set[Var]] = []
        before = set(self.assigned)
        for pattern, guard, body in zip(s.patterns, s.guards, s.bodies):
            attempt = Attempt(self.name("case"))
            self.where(pattern)
            if self.match_pattern(pattern, subject, attempt) is not None:
                self._case(guard, body, attempt)
                self.finish_branch(end, ends)
            if not attempt.may_miss:
                break
            self.assigned = set(before)
            self.start_quietly(attempt.miss)
        else:
            self.finish_branch(end, ends)
        self.merge(end, ends)

    def _case(self, guard: Expression | None, body: Block, attempt: Attempt) -> None:
        """What comes after a pattern that matched."""
        for name, value in attempt.bound:
            self.assign(name, value)
        if guard is not None:
            chosen = self.name("chosen")
            attempt.may_miss = True
            self.condition(guard, chosen, attempt.miss)
            self.start_quietly(chosen)
        if self._was_checked(body):
            self.execute_block(body)
        else:
            self.raise_runtime("raise_unreachable", [])

    def _was_checked(self, body: Block) -> bool:
        """Whether mypy looked at a block: it skips what it knows never runs, and then has no types for it."""
        typed, seen = False, False

        def enter(node: object) -> bool:
            nonlocal typed, seen
            if isinstance(node, Expression):
                seen = True
                typed = typed or node in self.program.typed.types
            return not typed

        for statement in body.body:
            walk(statement, enter)
        return typed or not seen

    # -- patterns ------------------------------------------------------------------------------------------------------

    def match_pattern(self, pattern: Pattern, value: Value, attempt: Attempt) -> Value | None:
        """Write the tests of one pattern; the value as narrow as they make it, or None where it cannot match."""
        writer: Callable[[Pattern, Value, Attempt], Value | None] = getattr(self, f"_match_{type(pattern).__name__}")
        return writer(pattern, value, attempt)

    def require(self, condition: str, attempt: Attempt) -> bool:
        """Go on only if the condition holds; False when it is known that it never does."""
        if condition == "true":
            return True
        attempt.may_miss = True
        if condition == "false":
            self.jump(attempt.miss)
            return False
        fits = self.name("fits")
        self.branch(condition, fits, attempt.miss)
        self.start_quietly(fits)
        return True

    def refuse(self, attempt: Attempt) -> None:
        """This cannot match."""
        self.require("false", attempt)

    def _match_AsPattern(self, p: AsPattern, value: Value, attempt: Attempt) -> Value | None:
        found = value if p.pattern is None else self.match_pattern(p.pattern, value, attempt)
        if found is not None and p.name is not None:
            kept = self.to_dynamic(found, ANY) if isinstance(p.pattern, (OrPattern, ValuePattern)) and isinstance(found.type, Dynamic) else found
            attempt.bound.append((p.name, kept))  # `1 | 2 as name`: mypy says int, but 1.0 is equal to 1 as well
        return found

    def _match_ValuePattern(self, p: ValuePattern, value: Value, attempt: Attempt) -> Value | None:
        return value if self.require(self.equal(value, self.lower(p.expr), p), attempt) else None

    def _match_SingletonPattern(self, p: SingletonPattern, value: Value, attempt: Attempt) -> Value | None:
        if p.value is None:
            return value if self.require(self.identical(value, Value(NONE, "null"), p), attempt) else None
        found = self._of_class(value, BOOL, attempt)
        if found is None:
            return None
        return found if self.require(found.ref if p.value else self.instruction(f"xor i1 {found.ref}, true"), attempt) else None

    def _match_OrPattern(self, p: OrPattern, value: Value, attempt: Attempt) -> Value | None:
        def trial(other: Pattern) -> Trial:
            return lambda inner: self.match_pattern(other, value, inner)

        return value if self._first_of([trial(other) for other in p.patterns], attempt) is not None else None

    def _first_of(self, trials: list[Trial], attempt: Attempt) -> Value | None:
        """The first trial that matches; each binds the same names, which meet in slots."""
        done = self.name("matched")
        slots: dict[Var, tuple[NameExpr, Type, str]] = {}
        matched: Value | None = None
        for trial in trials:
            inner = Attempt(self.name("other"))
            found = trial(inner)
            if found is not None:
                matched = found
                for name, value in inner.bound:
                    self._keep(name, value, slots)
                self.jump(done)
            if not inner.may_miss:
                break
            self.start_quietly(inner.miss)
        else:
            self.refuse(attempt)
        if matched is None:
            return None
        self.start_quietly(done)
        attempt.bound += [(name, self.load(kind, slot)) for name, kind, slot in slots.values()]
        return matched

    def _keep(self, name: NameExpr, value: Value, slots: dict[Var, tuple[NameExpr, Type, str]]) -> None:
        assert isinstance(name.node, Var)
        if name.node not in slots:
            kind = self.target_type(name) or value.type
            slots[name.node] = (name, kind, self.slot(kind.llvm))
        _, kind, slot = slots[name.node]
        self.store(self.coerce(value, kind, name), slot)

    # -- what a value is -----------------------------------------------------------------------------------------------

    def _of_class(self, value: Value, wanted: Type, attempt: Attempt) -> Value | None:
        """The value as `wanted`, a type that one test tells."""
        kind = value.type
        if kind is wanted:
            return value
        if isinstance(kind, Optional) and kind.inner is wanted:
            return self.inside(value) if self.require(self.is_some(value), attempt) else None
        if not isinstance(kind, Dynamic) or kind.alternatives and wanted not in kind.alternatives:
            self.refuse(attempt)
            return None
        if not self.require(self.is_some(value), attempt) or not self.require(self.is_type(value, wanted), attempt):
            return None
        return self.from_dynamic(value, wanted)

    def _of_one_kind(self, value: Value, fits: Callable[[Type], bool], use: Callable[[Value, Attempt], Value | None], attempt: Attempt, where: Pattern) -> Value | None:
        """Match a value whose type must be of a kind: for a union, one try for each of its types that is."""
        if isinstance(value.type, Optional):
            if not fits(value.type.inner):
                self.refuse(attempt)
                return None
            return use(self.inside(value), attempt) if self.require(self.is_some(value), attempt) else None
        if not isinstance(value.type, Dynamic):
            if not fits(value.type):
                self.refuse(attempt)
                return None
            return use(value, attempt)
        if not value.type.alternatives:
            raise Unsupported(f"this pattern on a value of type {value.type} is not supported", where, "annotate the value with a union of the types that it can have")

        def trial(kind: Type) -> Trial:
            def write(inner: Attempt) -> Value | None:
                narrowed = self._of_class(value, kind, inner)
                return None if narrowed is None else use(narrowed, inner)
            return write

        kinds = [kind for kind in value.type.alternatives if fits(kind)]
        if len(kinds) == 1:
            return trial(kinds[0])(attempt)
        return value if self._first_of([trial(kind) for kind in kinds], attempt) is not None else None

    # -- classes -------------------------------------------------------------------------------------------------------

    def _match_ClassPattern(self, p: ClassPattern, value: Value, attempt: Attempt) -> Value | None:
        node = p.class_ref.node
        if isinstance(node, TypeAlias):
            target = get_proper_type(node.target)
            node = target.type if isinstance(target, Instance) else None
        if not isinstance(node, TypeInfo):
            raise Unsupported("a class pattern needs the name of a class", p)
        found = self._instance(p.class_ref, node, value, attempt)
        if found is None:
            return None
        if len(p.positionals) == 1 and any(base.fullname in MATCH_SELF for base in node.mro) and node.get("__match_args__") is None and self.program.named_tuples.of(node) is None:
            return self.match_pattern(p.positionals[0], found, attempt)
        names = self._positional_names(node, len(p.positionals), p) + p.keyword_keys
        attributes = [self.attribute(found, name, p) for name in names]
        for attribute, pattern in zip(attributes, [*p.positionals, *p.keyword_values]):
            if self.match_pattern(pattern, attribute, attempt) is None:
                return None
        return found

    def _positional_names(self, info: TypeInfo, count: int, where: Pattern) -> list[str]:
        """The first names in `__match_args__`."""
        if not count:
            return []
        entry = info.get("__match_args__")
        written = literal_texts(entry.node) if entry is not None and isinstance(entry.node, Var) else []
        names = written or (self.program.named_tuples.of(info) or [])
        if len(names) < count:
            raise Unsupported(f"the class {info.name} has no __match_args__ that can be compiled", where, "name the attributes in the pattern")
        return names[:count]

    def _instance(self, reference: RefExpr, info: TypeInfo, value: Value, attempt: Attempt) -> Value | None:
        """The value, if it is an instance of the class, as one."""
        if isinstance(value.type, Optional):
            decided = self.static_class_test(value.type.inner, info)
            if decided is False:
                self.refuse(attempt)
                return None
            if not self.require(self.is_some(value), attempt):
                return None
            return self._instance(reference, info, self.inside(value), attempt)
        decided = self.static_class_test(value.type, info)
        if decided is not None:
            if not decided:
                self.refuse(attempt)
            return value if decided else None
        if isinstance(value.type, Dynamic):
            return self._dynamic_instance(reference, info, value, attempt)
        narrowed = self._class_below(info, value.type)
        if isinstance(narrowed, Class) and self.require(self.has_class(value.ref, narrowed), attempt):
            return Value(narrowed, value.ref)
        return None

    def _dynamic_instance(self, reference: RefExpr, info: TypeInfo, value: Value, attempt: Attempt) -> Value | None:
        assert isinstance(value.type, Dynamic)
        possible = [kind for kind in value.type.alternatives if self.static_class_test(kind, info) is not False]
        if value.type.alternatives and not possible:
            self.refuse(attempt)
            return None
        if not self.require(self.is_some(value), attempt):
            return None
        if len(possible) == 1 and self.static_class_test(possible[0], info):
            return self._of_class(value, possible[0], attempt)
        if not self.require(self.class_test(value, reference, info), attempt):
            return None
        if info.fullname in VALUE_TYPES:
            return self.from_dynamic(value, VALUE_TYPES[info.fullname])
        if not info.defn.type_vars and not self.program.is_abstract(info) and info.fullname != "builtins.object":
            return Value(self.program.convert(Instance(info, []), {}), value.ref)
        if len(possible) == 1:
            return Value(self._class_below(info, possible[0]), value.ref)
        return value

    def class_test(self, value: Value, reference: RefExpr, info: TypeInfo) -> str:
        """Whether a dynamic value that is not None is an instance."""
        if isinstance(reference.node, TypeInfo):
            return self._class_test(value, reference, reference)
        return self.has_class_of(value.ref, info)

    def _class_below(self, info: TypeInfo, kind: Type) -> Type:
        """The class below `kind`, with the type arguments that `kind` gives it."""
        from mypy.maptype import map_instance_to_supertype
        from mypy.typevars import fill_typevars
        if not info.defn.type_vars or not isinstance(kind, Class):
            return self.program.convert(Instance(info, []), {})
        own = fill_typevars(info)
        assert isinstance(own, Instance)
        environment: Environment = {}
        unify(map_instance_to_supertype(own, kind.info), kind, environment, self)
        return self.program.convert(own, environment)

    # -- sequences -----------------------------------------------------------------------------------------------------

    def _match_SequencePattern(self, p: SequencePattern, value: Value, attempt: Attempt) -> Value | None:
        return self._of_one_kind(value, self._is_sequence, lambda narrowed, inner: self._sequence(p, narrowed, inner), attempt, p)

    def _is_sequence(self, kind: Type) -> bool:
        if isinstance(kind, Tuple):
            return True
        if not isinstance(kind, Class) or kind.info.fullname in NO_SEQUENCES:
            return False
        return any(base.fullname in ("typing.Sequence", "collections.deque", "builtins.list", "builtins.tuple", "builtins.range") for base in kind.info.mro)

    def _sequence(self, p: SequencePattern, value: Value, attempt: Attempt) -> Value | None:
        star = next((index for index, inner in enumerate(p.patterns) if isinstance(inner, StarredPattern)), None)
        if isinstance(value.type, Tuple):
            return self._fixed(p, value, star, attempt)
        length = self.call_method(value, "__len__", [], p)
        least = len(p.patterns) - (star is not None)
        if star is None or least:
            self.require(self.instruction(f"icmp {'eq' if star is None else 'sge'} i64 {length.ref}, {least}"), attempt)
        for index, inner in enumerate(p.patterns):
            if isinstance(inner, StarredPattern):
                self._bind_rest(inner, value, index, Value(INT, self.instruction(f"sub i64 {length.ref}, {least - index}")), attempt)
                continue
            place = Value(INT, str(index)) if star is None or index < star else Value(INT, self.instruction(f"sub i64 {length.ref}, {len(p.patterns) - index}"))
            if self.match_pattern(inner, self._sequence_item(value, place, inner), attempt) is None:
                return None
        return value

    def _sequence_item(self, value: Value, index: Value, where: Pattern) -> Value:
        if isinstance(value.type, Class) and value.type.info.fullname in ("builtins.list", "builtins.tuple"):
            return self.item_at(value, index)
        return self.call_method(value, "__getitem__", [index], where)

    def _bind_rest(self, p: StarredPattern, value: Value, start: int, end: Value, attempt: Attempt) -> None:
        """`*rest` is a new list of the items between."""
        if p.capture is None:
            return
        item = self.iteration_type(value.type)
        if item is None:
            raise Unsupported("the type of this starred name is not known", p)
        cls = self._list_type(p.capture, [item])
        rest = self.make_list(cls, [])

        def append(index: Value) -> None:
            self.call_runtime("list_append", rest, self.coerce(self._sequence_item(value, index, p), cls.arguments[0], p))

        self.loop(self._unit_range(Value(INT, str(start)), end, 1), append)
        attempt.bound.append((p.capture, rest))

    def _fixed(self, p: SequencePattern, value: Value, star: int | None, attempt: Attempt) -> Value | None:
        """A tuple whose length is in its type."""
        assert isinstance(value.type, Tuple)
        count, least = len(value.type.items), len(p.patterns) - (star is not None)
        if count != least and (star is None or count < least):
            self.refuse(attempt)
            return None
        items = [self.tuple_item(value, index) for index in range(count)]
        for index, inner in enumerate(p.patterns):
            if isinstance(inner, StarredPattern):
                extra = count - least
                if inner.capture is not None:
                    attempt.bound.append((inner.capture, self._list_of(inner.capture, items[index:index + extra])))
                items[index:index + extra] = [value]
                continue
            if self.match_pattern(inner, items[index], attempt) is None:
                return None
        return value

    def _list_of(self, name: NameExpr, items: list[Value]) -> Value:
        cls = self._list_type(name, [item.type for item in items])
        return self.make_list(cls, [self.coerce(item, cls.arguments[0], name) for item in items])

    def _rest_type(self, name: NameExpr, family: str) -> Class | None:
        """The type of the container that a starred name gets, as mypy says it; None where another case gives the name something else."""
        declared = self.target_type(name)
        among = declared.alternatives if isinstance(declared, Dynamic) else (declared,)
        found = [kind for kind in (self.result_type(name), *among) if isinstance(kind, Class) and kind.info.fullname == family and NEVER not in kind.arguments]
        return found[0] if found and all(kind in found[:1] for kind in found) else None

    def _list_type(self, name: NameExpr, kinds: list[Type]) -> Class:
        item = self.program.either(list(dict.fromkeys(kinds))) if kinds else NEVER
        return self._rest_type(name, "builtins.list") or self.program.builtin_class("list", item)

    # -- mappings ------------------------------------------------------------------------------------------------------

    def _match_MappingPattern(self, p: MappingPattern, value: Value, attempt: Attempt) -> Value | None:
        return self._of_one_kind(value, self._is_mapping, lambda narrowed, inner: self._mapping(p, narrowed, inner), attempt, p)

    @staticmethod
    def _is_mapping(kind: Type) -> bool:
        return isinstance(kind, Class) and any(base.fullname in ("typing.Mapping", "builtins.dict") for base in kind.info.mro)

    def _mapping(self, p: MappingPattern, value: Value, attempt: Attempt) -> Value | None:
        """All keys are looked for before any pattern for a value is tried."""
        cls = value.type
        assert isinstance(cls, Class)
        keys = [self.lower(key, cls.arguments[0]) for key in p.keys]
        found: list[Value] = []
        for key in keys:
            if not self._can_hold(cls.arguments[0], key.type):
                self.refuse(attempt)
                return None
            wanted = self.coerce(key, cls.arguments[0], p)
            if not self.require(self.contains(value, wanted, p), attempt):
                return None
            found.append(self.call_method(value, "__getitem__", [wanted], p))
        for pattern, item in zip(p.values, found):
            if self.match_pattern(pattern, item, attempt) is None:
                return None
        if p.rest is not None:
            rest = self.call_runtime("dict_copy", value, where=p)
            for key in keys:
                self.call_method(rest, "__delitem__", [self.coerce(key, cls.arguments[0], p)], p)
            wanted_rest = self._rest_type(p.rest, "builtins.dict")
            if wanted_rest is not None and wanted_rest is not rest.type:  # `**rest` of an `object`
                narrow, rest = rest, self.call_runtime("dict_new", where=p, wanted=wanted_rest)
                self.call_method(rest, "update", [narrow], p)
            attempt.bound.append((p.rest, rest))
        return value

    @staticmethod
    def _can_hold(wanted: Type, key: Type) -> bool:
        """Whether a key of this type can be in a dict with such keys."""
        numbers = (INT, BOOL, types.FLOAT)
        return key is wanted or isinstance(wanted, (Dynamic, Optional)) or key in numbers and wanted in numbers or isinstance(wanted, Tuple)
