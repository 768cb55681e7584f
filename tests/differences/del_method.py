class Resource:
    def __del__(self) -> None:
        print("gone")


resource = Resource()
