"""The standard-library modules that an application may import."""
