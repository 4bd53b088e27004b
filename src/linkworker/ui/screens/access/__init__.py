"""Giving a person everything held about them: the review, the copies, and what is held back."""
