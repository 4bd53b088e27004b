"""The hub over HTTPS: two addresses for laptops, one for whoever watches over it, and nothing else."""
