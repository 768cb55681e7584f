import math

modules = [math]
print(modules)
