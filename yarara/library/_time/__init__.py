"""What is behind `time`, beyond its clocks."""
