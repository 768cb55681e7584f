def register(cls: type) -> type:
    return cls


@register
class A:
    pass


print(A())
