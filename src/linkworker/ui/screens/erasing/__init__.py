"""Erasing a person or one record, how long records are kept, and finishing what was erased."""
