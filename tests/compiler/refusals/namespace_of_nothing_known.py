from types import SimpleNamespace

settings = SimpleNamespace(debug=True)
settings.names = []
print(settings)
