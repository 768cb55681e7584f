"""What `socket` is made of: one class for each kind of endpoint, names, and the numbers of open sockets.

Everything here runs on the core of the socket (`endpoint.enter`), and nothing between two blocking calls is interrupted.
"""
