"""The meeting: one step at a time, with the person beside the screen."""
