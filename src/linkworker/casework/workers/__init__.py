"""The workers who share a laptop: who they are, what their roles let them see and do, and who comes and goes."""
