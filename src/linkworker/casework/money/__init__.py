"""Pots, personal budgets and requests."""
