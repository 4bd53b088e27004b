"""Reviews and oversight: holding them, and when they are due."""
