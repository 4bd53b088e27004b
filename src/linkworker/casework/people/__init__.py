"""People: finding them, adding them, and what is known around them."""
