"""What the built-in types are made of; compiled into every image as far as it is reached."""
