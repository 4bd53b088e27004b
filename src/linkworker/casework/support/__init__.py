"""Referrals in, episodes of support, contacts and appointments."""
