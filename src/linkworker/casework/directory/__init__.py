"""The directory: activities, providers and their checks, venues, mentors."""
