"""Writing bundles, trusting a centre, and the words to compare."""
