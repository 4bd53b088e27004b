"""The statements of each migration, one file for each database."""
