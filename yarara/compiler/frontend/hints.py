"""What to write instead: advice for the errors that people meet first when a Python program is compiled for the first time."""

from __future__ import annotations

import re

from yarara.compiler.frontend.attribute_functions import ALONE, COMPUTED
from yarara.compiler.source_text import source_lines
from yarara.compiler.struct_formats import NOT_CONSTANT_HINT, UNKNOWN_STRUCT, UNKNOWN_STRUCT_HINT

_ADVICE = [
    (r"Function is missing a type annotation$", "annotate its parameters and its result, for example: def f(x: int) -> str:"),
    (r"Function is missing a return type annotation", "write what it returns; -> None if it returns nothing"),
    (r"Function is missing a type annotation for one or more", "annotate every parameter: nothing is known of the others"),
    (r'Name "(eval|exec|compile|__import__)" is not defined', "there is no interpreter in the image: write the code out, or choose among functions in a dict"),
    (r'"SimpleNamespace" has no attribute|for "SimpleNamespace"', "each namespace has the attributes that its call names and that are assigned where the call is seen: write a @dataclass to pass it around"),
    (r'"local" has no attribute', "write a class derived from threading.local that declares its attributes"),
    (r'Name "(vars|dir|globals|locals)" is not defined', "attributes are fixed when the program is compiled: name them, or keep the values in a dict"),
    (f"^{re.escape(ALONE)}", "write value.name = ..., or del value.name"),
    (f"^{COMPUTED}", "name the attribute, or keep the values in a dict"),
    (r'Cannot find .* module named "doctest"', "nothing in the image reads examples in docstrings: call the functions and print what they give"),
    (r'Cannot find .* module named "(unittest|pytest)"', "tests run under CPython; a program that is to be compiled calls what it tests, and asserts"),
    (r'Cannot find .* module named "re"', "there are no regular expressions: the methods of str find, split and replace"),
    (r'Cannot find .* module named "(asyncio|multiprocessing|concurrent)', "threads run in parallel, each on a core of its own: threading"),
    (r'Cannot find .* module named "numpy', "a list[float] or an array.array in loops is as quick as the processor"),
    (r'Cannot find .* module named "(argparse|optparse|getopt|click)"', "read sys.argv"),
    (r'Cannot find .* module named "(subprocess|signal|ctypes)', "the image is the only program of its machine"),
    (r'Cannot find implementation or library stub for module named "(yarara)?', "docs/language.md lists the modules that exist; one of your own must lie beside the program"),
    (r"^This file shadows library module", "rename the file: the library needs its own module of that name"),
    (r"^the format of struct", NOT_CONSTANT_HINT),
    (f"^{UNKNOWN_STRUCT}", UNKNOWN_STRUCT_HINT),
    (r'Module "collections" has no attribute "UserString"', "derive from str itself"),
    (r'Module has no attribute "errorcode"', "os.strerror() gives the meaning of an error number"),
    (r'Module has no attribute "proxy"', "keep a weakref.ref, and call it where the object is wanted"),
    (r"Module has no attribute|has no attribute .* \(stub\)", "docs/language.md lists what the library has"),
    (r'\(expression has type "object"', "nothing is known of an object: test it with isinstance(), or say what it is with typing.cast()"),
    (r"^Cannot infer type of lambda$", "a lambda has the parameters of the Callable it goes to; what else it needs it gets by a default: lambda x, n=n: ..."),
    (r"Need type annotation for", "an empty container says nothing of what goes in, for example: x: list[int] = []"),
    (r'\(expression has type "None", (variable|target) has type', "where None is possible the type says so: x: Node | None = None"),
    (r'variable has type "None"\)', "say what else it may be where it is None first: self.next: Node | None = None"),
    (r'"__iter__" \(not iterable\)', "a class needs __iter__ (__getitem__ alone is not enough); to count, range(n)"),
    (r'^"_GeneratorContextManager.*not callable', "what @contextmanager makes is no decorator: write with inside the function, or a class derived from ContextDecorator"),
    (r"^Bracketed expression", "write list[int] for a list, tuple[int, str] for a tuple"),
    (r"^Syntax error in type annotation", "write list[int] for a list, tuple[int, str] for a tuple"),
    (r'Item "None" of ".*" has no attribute|has incompatible type ".* \| None"', "test for None first: if x is not None:"),
]


def advice(message: str) -> str:
    """The hint for one of mypy's messages, or nothing."""
    said = re.sub(r'^Module "[\w.]+" has no', "Module has no", message)  # `from weakref import proxy` is as `weakref.proxy`
    for pattern, hint in _ADVICE:
        if re.search(pattern, message) or re.search(pattern, said) and not pattern.startswith("Module has no attribute|"):
            return hint
    return ""


_LATER_SYNTAX = [
    (r"^\s*type\s+\w+\s*(\[|=)", "that is Python 3.12: write name: TypeAlias = ..."),
    (r"^\s*print\s+[^(=]", "that is Python 2: write print(...)"),
]
"""By what a line looks like that cannot be parsed."""


def advice_on_syntax(path: str, line: int) -> str:
    """The hint for a line that is no Python 3.11, or nothing."""
    try:
        lines = source_lines(path)
    except (OSError, ValueError):
        return ""
    source = lines[line - 1] if 0 < line <= len(lines) else ""
    return next((hint for pattern, hint in _LATER_SYNTAX if re.search(pattern, source)), "")
