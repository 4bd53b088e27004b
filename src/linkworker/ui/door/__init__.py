"""The way in, before there is an open store. What is painted first loads nothing but Textual and the base floor."""
