"""Operations on containers that several cores may use at once: which functions hold an object's lock while they run.

A program that never starts a second core has none of this. In one that imports `threading`, an operation of the runtime on a `list`,
`dict`, `set`, `bytearray` or `deque` is three functions: `F`, which everybody calls, asks one word whether more than one core runs;
`F alone` is the operation; `F shared` takes the locks in the headers of the containers (`kernel/threads/guards.py`), calls it
and lets them go. The kernel, whose containers belong to one core, calls `F alone`.

Functions that call the application for each item of any iterable, or a key function, hold no lock across it: the operations they
are made of do.
"""

from __future__ import annotations

from mypy.nodes import FuncDef
from mypy.types import CallableType, Instance, ProperType, Type as MypyType, UnionType, get_proper_type

from yarara.compiler.program.instances import FunctionInstance
from yarara.compiler.program.program import Program
from yarara.compiler.program.types import INT, NONE, Class

GUARDS = "yarara.kernel.threads.guards"
CONTAINERS = ("builtins.list", "builtins.dict", "builtins.set", "builtins.bytearray", "_collections.deques.deque")
MODULES = {
    "yarara.runtime.lists": "list_", "yarara.runtime.list_slices": "list_", "yarara.runtime.dicts": "dict_", "yarara.runtime.sets": "set_",
    "yarara.runtime.set_operations": "set_", "yarara.runtime.bytearrays": "bytearray_", "yarara.runtime.bytearray_methods": "bytearray_",
}
"""Where the operations are, and how their names begin; the container is the first parameter."""
OF_CALLERS = ("yarara.runtime.dict_views", "yarara.runtime.iteration", "yarara.runtime.functions", "yarara.runtime.objects", "yarara.runtime.ordering", "yarara.runtime.generators", "yarara.runtime.strings", "yarara.runtime.bytestrings")
"""Other modules of the runtime that work on containers which they are given."""
CLASSES = ("deque", "defaultdict", "OrderedDict")
"""Classes of the library whose methods are such operations."""
ITERATORS = {
    "EntryIterator": "_dict", "EntryReverseIterator": "_dict", "SetIterator": "_set", "ListIterator": "_list", "ListReverseIterator": "_list",
    "ByteArrayIterator": "_array", "ReversedByteArrayIterator": "_array", "DequeIterator": "_deque", "DequeReverseIterator": "_deque",
}
"""Iterators, whose `__next__` locks what this attribute refers to."""
STEPS = frozenset({
    "list_new", "list_with_capacity", "list_prepare", "list_init", "list_reserve", "list_open", "list_close", "list_len", "list_iter", "list_reversed", "list_repr",
    "list_part", "list_sort", "list_sort_key", "list_index", "list_count",
    "dict_new", "dict_prepare", "dict_init", "dict_hash_of", "dict_home", "dict_find", "dict_unlink", "dict_first_from", "dict_live_before",
    "dict_len", "dict_keys", "dict_values", "dict_items", "dict_iter", "dict_reversed", "dict_repr",
    "set_new", "set_prepare", "set_init", "set_code", "set_hash_of_code", "set_find", "set_room", "set_rebuild", "set_take", "set_of", "set_len", "set_iter", "set_repr",
    "bytearray_len", "bytearray_bool", "bytearray_iter", "bytearray_reversed",
    "__init__", "__len__", "__iter__", "__reversed__", "__repr__", "_slot", "_make_room", "_checked", "extend", "extendleft", "__contains__", "__copy__", "__eq__",
})
"""What makes an object that nobody else knows yet, is a part of an operation, reads one word, or is made of operations itself."""
PRIVATE = ("yarara.kernel.", "yarara.library._socket.", "yarara.library._sys.")
PRIVATE_NAMES = ("socket", "threading", "queue")
"""Modules that use containers of their own, each on one core or under a lock."""
WIDE = ("list_getitem",)
"""Operations that cannot be torn, and so hold no lock, where an item is one word."""
WALKED = ("typing.Iterable", "typing.Iterator", "typing.Sequence", "typing.Mapping", "typing.SupportsKeysAndGetItem")
HARMLESS = (*CONTAINERS, "builtins.str", "builtins.bytes", "builtins.tuple", "builtins.range", "builtins.frozenset")
"""Iterables that run nothing of the application."""


def guarded(program: Program, instance: FunctionInstance) -> list[tuple[int, str]]:
    """The parameters whose locks this function takes, each with the attribute that refers to the container, if it is not the parameter itself."""
    if instance.guards is None:
        instance.guards = _guards(program, instance)
    return instance.guards


def _guards(program: Program, instance: FunctionInstance) -> list[tuple[int, str]]:
    node = instance.node
    if not program.parallel or not isinstance(node, FuncDef) or not instance.parameters or instance.generator is not None:
        return []
    first = instance.parameters[0]
    if instance.owner is not None:
        attribute = next((found for name, found in ITERATORS.items() if any(c.info.name == name for c in instance.owner.mro)), "")
        if attribute and node.name == "__next__" and instance.module.startswith(("yarara.runtime.", "_collections.")):
            return [(0, attribute)]
        if instance.owner.info.name not in CLASSES or instance.owner.info.module_name not in ("collections", "_collections.deques"):
            return []
    elif not node.name.startswith(MODULES.get(instance.module, "?")):
        return []
    if node.name in STEPS or not isinstance(first, Class) or _is_narrow(program, node, first) or _calls_back(node, instance):
        return []
    return [(number, "") for number in (0, 1) if number < len(instance.parameters) and _is_container(instance.parameters[number])]


def _is_container(kind: object) -> bool:
    return isinstance(kind, Class) and any(c.info.fullname in CONTAINERS or c.info.name in CLASSES for c in kind.mro)


def _is_narrow(program: Program, node: FuncDef, first: Class) -> bool:
    if node.name not in WIDE:
        return False
    program.lay_out(first)
    return item_size(program, first) <= 8


def item_size(program: Program, cls: Class) -> int:
    """The bytes of an item of a list."""
    items = cls.fields["_items"].type
    assert isinstance(items, Class)
    program.lay_out(items)
    return 8 if items.item is None else items.item.size


def _calls_back(node: FuncDef, instance: FunctionInstance) -> bool:
    """Whether it is given a function to call, or an iterable that may run anything."""
    kind = get_proper_type(node.type)
    if not isinstance(kind, CallableType):
        return False
    for declared, given in zip(kind.arg_types, instance.parameters):
        if _is_walked(declared) and not (isinstance(given, Class) and any(c.info.fullname in HARMLESS for c in given.mro)):
            return True
    return False


def _is_walked(declared: MypyType) -> bool:
    kind: ProperType = get_proper_type(declared)
    if isinstance(kind, UnionType):
        return any(_is_walked(item) for item in kind.items)
    return isinstance(kind, CallableType) or isinstance(kind, Instance) and kind.type.fullname in WALKED


def is_private(module: str) -> bool:
    """Whether no other core uses the containers that this module works on: its own, or in the runtime new ones."""
    if module.startswith("yarara.runtime."):
        return module not in MODULES and module not in OF_CALLERS
    return module.startswith(PRIVATE) or module in PRIVATE_NAMES


def alone(symbol: str) -> str:
    """The name of the operation itself."""
    return symbol[:-1] + ' alone"'


def wrappers(program: Program, instance: FunctionInstance, places: list[tuple[int, str]], attributes: str) -> str:
    """`F` and `F shared`."""
    result, symbol = instance.llvm_result, instance.symbol
    shared = symbol[:-1] + ' shared"'
    parameters = ", ".join(f"{kind.llvm} %a{index}" for index, kind in enumerate(instance.parameters))
    lines = [
        f"define internal {result} {symbol}({parameters}) {attributes} #0 {{", f"  %cores = load i64, ptr {program.external('yarara_parallel')}",
        "  %several = icmp ne i64 %cores, 0", "  br i1 %several, label %shared, label %alone, !prof !2", "shared:", f"  %s = call {result} {shared}({parameters})",
        f"  ret {result} %s", "alone:", f"  %r = call {result} {alone(symbol)}({parameters})", f"  ret {result} %r", "}",
        f"define internal {result} {shared}({parameters}) noinline cold optsize #0 {{",
    ]
    words: list[str] = []
    for number, attribute in places:
        lines += _address(program, instance.parameters[number], number, attribute)
        words.append(f"i64 %w{number}")
    words += ["i64 0"] * (2 - len(words))
    acquire = program.function(program.named_function(GUARDS, "acquire"), (INT, INT), INT, {}, None)
    release = program.function(program.named_function(GUARDS, "release"), (INT, INT, INT), NONE, {}, None)
    lines += [
        f"  %both = call {acquire.llvm_result} {acquire.symbol}({', '.join(words)})", f"  %taken = extractvalue {acquire.llvm_result} %both, 0",
        f"  %r = call {result} {alone(symbol)}({parameters})", f"  call {release.llvm_result} {release.symbol}({', '.join(words)}, i64 %taken)", f"  ret {result} %r", "}",
    ]
    return "\n".join(lines)


def _address(program: Program, kind: object, number: int, attribute: str) -> list[str]:
    if not attribute:
        return [f"  %w{number} = ptrtoint ptr %a{number} to i64"]
    assert isinstance(kind, Class)
    program.lay_out(kind)
    return [
        f"  %f{number} = getelementptr i8, ptr %a{number}, i64 {kind.fields[attribute].offset}", f"  %o{number} = load ptr, ptr %f{number}",
        f"  %w{number} = ptrtoint ptr %o{number} to i64",
    ]
