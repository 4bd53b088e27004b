"""Floor 5: the fictional people of the demonstration."""
