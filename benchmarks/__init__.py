"""What `make bench` measures: ratios and differences within one run, since absolute times belong to one machine."""
