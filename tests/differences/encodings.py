for name in ("utf-8", "latin-1", "utf-16", "cp1252", "koi8-r"):
    try:
        print(name, "ж".encode(name, "replace"))
    except LookupError as error:
        print(error)
