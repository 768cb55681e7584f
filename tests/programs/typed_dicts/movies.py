"""`TypedDict`: literal keys with types of their own, in a dict like any other."""
from typing import NotRequired, TypedDict


class Person(TypedDict):
    name: str
    age: int


class Movie(TypedDict):
    title: str
    year: int
    score: NotRequired[float]
    tags: list[str]
    director: Person


class Partial(TypedDict, total=False):
    a: int
    b: str


def describe(movie: Movie) -> str:
    return f"{movie['title']} ({movie['year']}) by {movie['director']['name'].upper()}"


alien: Movie = {"title": "Alien", "year": 1979, "tags": [], "director": {"name": "Scott", "age": 42}}
alien["tags"].append("space")
alien["year"] += 1
alien["score"] = 8.5
print(alien)
print(describe(alien), len(alien), "score" in alien, alien["score"] * 2, alien["director"]["age"] + 1)
movies: list[Movie] = [alien, Movie(title="Up", year=2009, tags=["air"], director=Person(name="Docter", age=40))]
print([describe(m) for m in movies], list(movies[1]))
print(sorted(m["year"] for m in movies), movies[0] == alien, movies[0] == movies[1])
part: Partial = {"b": "x"}
print(part, part.get("a"), part.get("a", 5), part.get("b", "?").upper(), "a" in part)
part["a"] = 3
part["b"] = part["b"] + "y"
print(part, list(part.keys()), [key for key in part])
del part["b"]
print(part, part == {"a": 3})
