"""Which part of the source an instruction belongs to, and what of it an image holds."""
