"""The words that each command takes, read without loading what the command does."""
