"""Forms: one kind of Field, one Form, one view and one screen for whatever a person is asked to type."""
