"""The forms and pages of a plan: what its tab opens."""
