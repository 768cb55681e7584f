class Registry:
    names: list[str] = []

    def __init_subclass__(cls) -> None:
        print("init_subclass", cls.__name__)
        Registry.names.append(cls.__name__)


def mark(cls: type[Registry]) -> type[Registry]:
    print("mark", cls.__name__, Registry.names)
    return cls


class Named:
    def __set_name__(self, owner: type, name: str) -> None:
        print("named", owner.__name__, name)


@mark
class A(Registry):
    first = Named()
    second = Named()


print(Registry.names)
