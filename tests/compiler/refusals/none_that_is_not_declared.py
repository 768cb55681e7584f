class Link:
    value: int = 0
    next: "Link" = None


def length(link: Link) -> int:
    return 1 if link.next is None else 1 + length(link.next)


print(length(Link()))
