from types import SimpleNamespace

settings = SimpleNamespace(debug=True)
print(settings.debug)
