"""Where an image runs: one file per machine, plus what they share."""
