"""One person: the identity bar above seven tabs."""
