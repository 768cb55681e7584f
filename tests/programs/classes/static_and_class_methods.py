class Date:
    count = 0
    DAYS = [31, 28, 31]

    def __init__(self, year: int, month: int) -> None:
        self.year = year
        self.month = month
        Date.count += 1

    @staticmethod
    def is_leap(year: int) -> bool:
        return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)

    @classmethod
    def parse(cls, text: str) -> "Date":
        year, month = text.split("-")
        return cls(int(year), int(month))

    def days(self) -> int:
        return self.DAYS[self.month - 1] + (1 if self.month == 2 and self.is_leap(self.year) else 0)


date = Date.parse("2024-02")
print(date.year, date.month, date.days(), Date.is_leap(1900), date.is_leap(2000), Date(2023, 2).days(), Date.count)
