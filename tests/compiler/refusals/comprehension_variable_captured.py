functions = [lambda: n for n in range(3)]
print(functions[0]())
