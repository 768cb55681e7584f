import copy


class Settings:
    def __new__(cls, name: str) -> "Settings":
        return super().__new__(cls)


print(copy.copy(Settings("a")))
