"""Who saw and changed what of a person, in words."""
