def stop() -> None:
    raise SystemExit(300 - 45)


print("leaving")
stop()
