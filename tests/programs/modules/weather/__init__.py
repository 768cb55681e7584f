print("weather begins")
