"""Setting up a laptop, in six steps: each one thing on the screen, and nothing lost by leaving between them."""
