"""Floor 3: how a laptop keeps the store."""
