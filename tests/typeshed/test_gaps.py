"""What does not exist here is known: `gaps.txt` lists it, and docs/language.md says nothing else.

After a gap was closed: `python -m tests.typeshed.test_gaps` writes the list anew.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from tests.typeshed.declared import MODULES, gaps

LIST = Path(__file__).parent / "gaps.txt"
LANGUAGE = Path(__file__).parent.parent.parent / "docs" / "language.md"


def as_text(found: dict[str, list[str]]) -> str:
    return "".join(f"{name}: {' '.join(names)}\n" for name, names in found.items())


def listed() -> dict[str, set[str]]:
    return {name: set(names.split()) for name, _, names in (line.partition(":") for line in LIST.read_text().splitlines())}


def row(module: str) -> str:
    """What the table of modules says."""
    match = re.search(rf"^\| `{re.escape(module)}` \| (.*) \|$", LANGUAGE.read_text(), re.MULTILINE)
    assert match is not None, f"docs/language.md has no row for {module}"
    return match[1]


@pytest.mark.skipif(sys.version_info[:2] != (3, 11), reason="the list is about CPython 3.11")
def test_no_gap_is_missing_in_the_list() -> None:
    known = listed()
    assert {name: new for name, names in gaps().items() if (new := set(names) - known.get(name, set()))} == {}


@pytest.mark.parametrize("module", [name for name in MODULES if name not in ("abc", "collections.abc", "typing", "types")])
def test_the_documentation_promises_no_gap(module: str) -> None:
    promised = re.split(r"\b(?:but|without|not|no)\b", row(module))[0]
    assert not set(re.findall(r"`(\w+)`", promised)) & set(gaps().get(module, []))


@pytest.mark.parametrize("module", MODULES)
def test_everything_means_everything(module: str) -> None:
    if module not in ("abc", "collections.abc", "typing", "types") and row(module).split(";")[0] in ("everything", "everything of CPython 3.11"):
        assert module not in gaps()


if __name__ == "__main__":
    LIST.write_text(as_text(gaps()))
