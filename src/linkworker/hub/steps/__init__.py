"""The hub's own changes of shape, beside the journal's."""
