"""What surrounds the functions: type tables, dispatchers, globals, roots; what is folded, checked, exported."""
