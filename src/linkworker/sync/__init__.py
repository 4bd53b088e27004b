"""Floor 5: bundles to the central service."""
