"""The whole program while it is compiled: what is reached, for which concrete types; what is constant."""
