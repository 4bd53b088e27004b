"""What was written in two places at once, for a person to choose between."""
