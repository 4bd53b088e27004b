"""What was written in two places: the list, and one thing at a time to choose."""
