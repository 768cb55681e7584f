"""UDP inside the machine."""

import socket

receiver = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
receiver.bind(("127.0.0.1", 0))
sender = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
print(sender.sendto(b"first", receiver.getsockname()))
print(sender.sendto(b"", receiver.getsockname()))
print(sender.sendto(b"third, which is cut", receiver.getsockname()))
data, address = receiver.recvfrom(100)
print(data, address == ("127.0.0.1", sender.getsockname()[1]))
print(receiver.recv(100))
print(receiver.recv(5))

sender.connect(receiver.getsockname())
print(sender.getpeername() == receiver.getsockname())
sender.send(b"connected")
data, address = receiver.recvfrom(100)
receiver.sendto(b"answer to " + data, address)
print(sender.recv(100))
stranger = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
stranger.sendto(b"not for you", sender.getsockname())
receiver.sendto(b"for you", sender.getsockname())
print(sender.recv(100))

receiver.close()
sender.send(b"nobody there")
try:
    sender.settimeout(1)
    sender.recv(100)
except ConnectionRefusedError as error:
    print(error)
for endpoint in [sender, stranger]:
    endpoint.close()
print(sender.fileno())
