"""The first instructions, and all assembly that there is.

`*.s` here belongs to every image, `machine/*.s` to one that boots, `process/*.s` to a Linux process.
"""
