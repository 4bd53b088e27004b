"""What the place Activities and its screens are made of: tabs, forms, and how fields are read."""
