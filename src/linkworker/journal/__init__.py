"""Floor 2: how change is kept, on any database."""
