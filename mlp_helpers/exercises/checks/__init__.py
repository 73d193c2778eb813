"""One file for each exercise: the cases it is tried on, and the mistakes that it names."""
