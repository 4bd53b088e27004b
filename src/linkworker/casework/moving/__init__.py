"""People who move to another worker: read-only first, then let go of."""
