"""Writing bundles, trusting a hub, and the words to compare."""
