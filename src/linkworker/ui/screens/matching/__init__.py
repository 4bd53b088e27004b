"""What the screens of matching and referring are made of."""
