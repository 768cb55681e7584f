"""Two modules that import each other."""
import rings.first

print(rings.first.fa(5), rings.second.fb(4))
