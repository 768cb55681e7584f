import threading


def work(a: int, b: int) -> None:
    print(a + b)


given = {"b": 2}
threading.Thread(target=work, args=(1,), kwargs=given).start()
for function in (work, work):
    threading.Thread(target=function, args=(1,), kwargs={"b": 2}).start()
