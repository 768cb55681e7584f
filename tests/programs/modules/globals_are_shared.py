import counting
from counting import increase

print(counting.count)
increase()
counting.increase()
print(counting.count)
counting.count = 40
print(increase(), counting.count)
