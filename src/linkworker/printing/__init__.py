"""Floor 5: the person's copies, as PDF."""
