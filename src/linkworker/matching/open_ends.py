"""Dates and ages without an end: facts in themselves, unlike None, which says that nobody knows."""

from datetime import date

ALWAYS = date.min
"""A start that lies open: it has always been so."""

NEVER = date.max
"""An end that does not come: not withdrawn, does not run out."""

ANY_AGE = (0, 999)
"""Youngest and oldest where there is no limit."""

NO_OLDEST = 999
"""The oldest age where only a youngest is stated."""

DAY = 24 * 60
"""Minutes of a day; the end of one that reaches to midnight."""
