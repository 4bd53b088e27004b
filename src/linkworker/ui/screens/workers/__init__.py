"""The workers who share this laptop: the list, and what is asked to add one, change a role or take one away."""
