"""How much of the directory is shown unless more is asked for."""

PAGE = 50
"""Activities in one list."""
LAPSING_DAYS = 60
"""Days ahead within which a check that ends is worth knowing of."""
