class A:
    def __del__(self) -> None:
        print("gone")


A()
