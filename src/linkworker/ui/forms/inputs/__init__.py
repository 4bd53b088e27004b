"""What each kind of field is answered with: one small widget a kind, all read through `typed`."""
