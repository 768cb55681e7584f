class Resource:
    def __del__(self) -> None:
        print("gone")


resource: Resource | None = Resource()
resource = None
print("end")
