"""A person's way into an activity."""
