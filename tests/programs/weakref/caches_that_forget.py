"""Caches and observers that do not keep what they know."""

import gc
import weakref
from typing import Callable


class Image:
    def __init__(self, name: str, size: int) -> None:
        self.name = name
        self.size = size


class Thumbnails:
    def __init__(self) -> None:
        self.made: weakref.WeakKeyDictionary[Image, str] = weakref.WeakKeyDictionary()
        self.computed = 0

    def of(self, image: Image) -> str:
        found = self.made.get(image)
        if found is None:
            self.computed += 1
            found = self.made[image] = f"{image.name}@{image.size // 10}"
        return found


class Subject:
    def __init__(self) -> None:
        self.observers: weakref.WeakSet[Observer] = weakref.WeakSet()

    def tell(self, text: str) -> int:
        for observer in self.observers:
            observer.hear(text)
        return len(self.observers)


class Observer:
    def __init__(self, name: str, subject: Subject) -> None:
        self.name = name
        self.heard: list[str] = []
        subject.observers.add(self)

    def hear(self, text: str) -> None:
        self.heard.append(f"{self.name}:{text}")


def noise(depth: int) -> int:
    return depth if depth == 0 else noise(depth - 1) + 1


def temporary(thumbnails: Thumbnails, subject: Subject) -> None:
    images = [Image(f"t{i}", i * 100) for i in range(50)]
    print(len({thumbnails.of(image) for image in images}), len(thumbnails.made))
    observers = [Observer(f"o{i}", subject) for i in range(50)]
    print(subject.tell("hello"), observers[7].heard)


thumbnails, subject = Thumbnails(), Subject()
kept = Image("kept", 500)
listener = Observer("listener", subject)
print(thumbnails.of(kept), thumbnails.of(kept), thumbnails.computed)
temporary(thumbnails, subject)
noise(300)
gc.collect()
gc.collect()
print(len(thumbnails.made) < 10, subject.tell("again") < 10, thumbnails.of(kept), thumbnails.computed)
print(listener.heard, kept in thumbnails.made, listener in subject.observers)
del thumbnails.made[kept]
subject.observers.discard(listener)
print(kept in thumbnails.made, listener in subject.observers, thumbnails.of(kept), thumbnails.computed)
