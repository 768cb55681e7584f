import time

print(time.strftime("%H:%M %Z", time.gmtime(0)))
