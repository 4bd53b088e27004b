"""Joining two records of one person."""
