"""`dict()` of what gives lists of two texts, as `split` does."""


def settings(lines: list[str]) -> dict[str, str]:
    return dict(line.split("=", 1) for line in lines if "=" in line)


print(settings(["host=a", "", "path=/x=y", "host=b"]))
print(dict([["key", "value"]]), dict(part.split(b":") for part in b"a:1 b:2".split()))
for lines in ["one=1=2 two".split(), [""]]:
    try:
        print(dict(line.split("=") for line in lines))
    except ValueError as error:
        print(error)
