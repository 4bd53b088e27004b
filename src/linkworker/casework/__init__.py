"""Floor 4: what a worker does, one subject a module."""
