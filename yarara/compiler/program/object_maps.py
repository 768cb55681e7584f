"""Where the kernel's objects have their attributes, for those who look at a running kernel from outside (`yarara top`).

It stands in the image's debug information, in a section of its own, which `strip` removes: JSON, class -> attribute -> [offset, bytes].
"""

from __future__ import annotations

import json

from yarara.compiler.program.program import Program

SECTION = ".debug_yarara"
SHOWN = ("yarara.kernel.", "threading.")
"""Classes of these modules."""
_LINE = 200


def text(program: Program) -> str:
    """Assembly that makes the section."""
    found = {}
    for cls in program.classes.values():
        if cls.name.startswith(SHOWN) and cls.laid_out:
            found[cls.name] = {name: [place.offset, place.type.size] for name, place in cls.fields.items()}
    data = json.dumps(found, separators=(",", ":"))
    pieces = [data[start:start + _LINE].replace('"', '\\"') for start in range(0, len(data), _LINE)]
    return "\n".join([f'.section {SECTION},"",@progbits', *(f'.ascii "{piece}"' for piece in pieces)])
