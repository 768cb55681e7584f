class Temperature:
    def __init__(self, celsius: float) -> None:
        self._celsius = celsius
        self.changes = 0

    @property
    def celsius(self) -> float:
        return self._celsius

    @celsius.setter
    def celsius(self, value: float) -> None:
        if value < -273.15:
            raise ValueError("below absolute zero")
        self._celsius = value
        self.changes += 1

    @property
    def fahrenheit(self) -> float:
        return self._celsius * 9 / 5 + 32


t = Temperature(20.0)
print(t.celsius, t.fahrenheit)
t.celsius = 100.0
t.celsius += 0.5
print(t.celsius, t.fahrenheit, t.changes)
try:
    t.celsius = -300.0
except ValueError as error:
    print("refused:", error, t.celsius)
