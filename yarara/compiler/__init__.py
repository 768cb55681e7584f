"""Typed Python in, machine code out. Knows nothing about devices.

The stages, in order: `frontend` (mypy: typed trees), `program` (what is reached, once per set of concrete types), `lowering` (trees to
LLVM IR text), `emission` (type tables, literals, dispatchers), `backend` (optimise, assemble, link). `driver` runs them.
"""
