import time

began = time.process_time()
time.sleep(0.1)
print(time.process_time() - began > 0.09)
