"""Changing what is written of a person: a short menu of parts, and a form or a list for each."""
