"""Floor 1: scoring and change of wellbeing measures, as pure functions over plain values."""
