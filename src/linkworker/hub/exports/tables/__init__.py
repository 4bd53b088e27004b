"""People as tidy CSV files, each column declared in a data file that is also the dictionary."""
