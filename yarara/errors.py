"""What goes wrong for reasons a user can do something about."""

from __future__ import annotations


class UserError(Exception):
    """One clear line for a person; `status` is what the command exits with."""

    def __init__(self, message: str, status: int = 1) -> None:
        super().__init__(message)
        self.status = status
