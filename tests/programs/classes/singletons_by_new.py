from __future__ import annotations
class Config:
    _instance: Config | None = None
    def __new__(cls) -> Config:
        if cls._instance is None:
            cls._instance = super().__new__(cls)
            cls._instance.values = {}
        return cls._instance
    values: dict[str, str]
a = Config()
a.values["x"] = "1"
b = Config()
print(a is b, b.values)
