"""Who is told when an endpoint changes."""

from __future__ import annotations


class Observer:
    """Attached to an endpoint; the socket layer overrides `changed` to wake the threads that wait for it."""

    def changed(self) -> None:
        """Data, room or an error appeared. Called from within the stack: note it and return, do not call the stack."""
