class Plugin:
    registry: list[str] = []
    kinds: dict[str, type["Plugin"]] = {}

    def __init_subclass__(cls, kind: str = "none") -> None:
        super().__init_subclass__()
        Plugin.registry.append(f"{cls.__name__}:{kind}")
        Plugin.kinds[kind] = cls

    def run(self) -> str:
        return type(self).__name__


class One(Plugin, kind="one"):
    pass


class Two(One, kind="two"):
    def run(self) -> str:
        return "second"


class Three(Plugin):
    pass


print(Plugin.registry)
for kind in sorted(Plugin.kinds):
    print(kind, Plugin.kinds[kind]().run(), Plugin.kinds[kind] is Two)
