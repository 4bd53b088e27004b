"""Floor 0: errors, clock, ids, settings, coded lists and the handbook; imports nothing of ours."""
