"""What `socket` is made of: one class for each kind of endpoint, names, and the numbers of open sockets.

Everything here runs on the network's core (`service.enter`), and nothing between two blocking calls is interrupted.
"""
