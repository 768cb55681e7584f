from types import SimpleNamespace

settings = SimpleNamespace(debug=True, handler=None)


def show(settings: SimpleNamespace) -> None:
    print(settings.debug)


show(settings)
