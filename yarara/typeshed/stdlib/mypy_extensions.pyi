# mypy insists on its presence.
