"""The front end: source files in, trees with types out. mypy does the work; what is here tells it what it does not know."""
