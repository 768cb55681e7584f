from __future__ import annotations
class Plugin:
    registry: dict[str, type[Plugin]] = {}
    def __init_subclass__(cls, *, name: str = "", **kw: object) -> None:
        super().__init_subclass__(**kw)
        cls.registry[name or cls.__name__] = cls
    def run(self) -> str: return "base"
class A(Plugin, name="a"):
    def run(self) -> str: return "A"
class B(Plugin):
    def run(self) -> str: return "B"
print({k: v().run() for k, v in Plugin.registry.items()})
