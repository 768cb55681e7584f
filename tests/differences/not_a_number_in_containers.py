nan = float("nan")
print(nan in [nan], [nan] == [nan], [nan].count(nan), (nan, 1) == (nan, 1), {nan: 1}.get(nan))
print(nan == nan, [1.5, nan][1] == nan)
