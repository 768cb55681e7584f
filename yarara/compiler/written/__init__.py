"""Methods that Python makes for classes, written as source into the trees."""
