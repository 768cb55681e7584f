template = "".join(["%d"])
print(template % 3)
