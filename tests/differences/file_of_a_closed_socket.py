import socket
import threading


def serve(server: socket.socket) -> None:
    connection, _ = server.accept()
    connection.sendall(b"one\ntwo\n")
    connection.close()


server = socket.create_server(("127.0.0.1", 0))
thread = threading.Thread(target=serve, args=(server,))
thread.start()
client = socket.create_connection(server.getsockname())
stream = client.makefile("rb")
print(stream.readline())
client.close()
try:
    print(stream.readline())
except ValueError as error:
    print(error)
thread.join()
