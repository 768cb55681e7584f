print("main begins")
import shapes
from shapes import SIDES, Square
from shapes.square import Square as Same
import shapes.units as units

print(Square(3).describe(), SIDES, shapes.SIDES, units.AREA)
print(Same(4).describe(), shapes.square.Square(5).side)
