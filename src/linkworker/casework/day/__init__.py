"""What needs the worker today."""
