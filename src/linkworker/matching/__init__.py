"""Floor 1: suitability, ranking and reasons, as pure functions over plain values."""
