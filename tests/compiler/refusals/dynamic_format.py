template = "".join(["{}", "!"])
print(template.format(1))
