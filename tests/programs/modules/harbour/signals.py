import os

here = os.path.basename(__file__)


def shout(text: str) -> str:
    return text.upper()
