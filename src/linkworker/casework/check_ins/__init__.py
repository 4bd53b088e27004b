"""Taking check-ins and reading what they say."""
