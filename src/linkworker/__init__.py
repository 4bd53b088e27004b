"""A caseworker's desk on one laptop: plans, activities and check-ins, encrypted, without a network."""

__version__ = "0.1.0"
