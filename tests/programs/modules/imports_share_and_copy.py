from counting import state
from counting.state import bump, items, total
from counting.state import total as renamed
import counting.state as alias

print(total, renamed, state.total, alias.total, items)
bump()
bump()
print(total, renamed, state.total, alias.total, items is state.items, items)
state.total = 100
print(total, alias.total)
from counting.state import total
print(total)
