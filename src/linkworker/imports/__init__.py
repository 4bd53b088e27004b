"""Floor 5: directories and spreadsheets in."""
