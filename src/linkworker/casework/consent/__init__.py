"""What a person agreed may be shared, and what stays on the laptop."""
