"""Says that it sleeps, then sleeps, with all cores started."""

import threading
import time

print(threading.active_count())
time.sleep(60)
