"""Floor 7: the front door and the plain commands."""
