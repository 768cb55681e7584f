first = hash("yarara")
print(first == -3251796297266219597)
