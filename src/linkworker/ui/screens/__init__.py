"""The screens, one place or one task a file."""
