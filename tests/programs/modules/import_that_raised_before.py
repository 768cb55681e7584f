"""A module whose code raised has not been imported: the next import runs it again, one that worked does not."""

for attempt in range(5):
    try:
        import weather.station

        print("imported", weather.station.readings, weather.station.NAME)
    except ValueError as error:
        print("failed:", error)


def later() -> int:
    from weather.station import readings

    readings.append(1)
    return len(readings)


print(later(), later())
