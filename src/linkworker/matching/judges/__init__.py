"""The suitability tests, one small family a file; order, weights and words are in `data/tests.toml`."""
