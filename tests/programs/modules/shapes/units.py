AREA = "square metres"
print("shapes.units is imported")
