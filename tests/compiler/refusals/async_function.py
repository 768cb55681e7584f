async def work() -> int:
    return 1


print(work())
