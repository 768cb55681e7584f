import threading


def fail() -> None:
    raise ValueError("in the thread")


thread = threading.Thread(target=fail, name="failing")
thread.start()
thread.join()
print("the main thread goes on")
