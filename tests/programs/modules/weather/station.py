from weather import state

print("station begins")
NAME = "north"
if state.count() < 3:
    raise ValueError(f"no answer {state.tries}")
readings = [state.tries, 7]
print("station is there")
