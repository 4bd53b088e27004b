"""Erasing what is held about somebody, and how long it is held."""
