"""How the screens are drawn: two looks, three themes, and only glyphs that the terminal has."""
