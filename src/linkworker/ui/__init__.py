"""Floor 6: the screens. What is shown comes from `casework`; no rule of the field and no SQL lives here."""
