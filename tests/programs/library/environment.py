import os

print(os.environ.get("YARARA_SURELY_NOT_SET"), "YARARA_SURELY_NOT_SET" in os.environ, os.environ.get("YARARA_SURELY_NOT_SET", "default"))
try:
    os.environ["YARARA_SURELY_NOT_SET"]
except KeyError as error:
    print(error)
