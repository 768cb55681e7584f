"""What `math` is made of."""
