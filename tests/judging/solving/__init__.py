"""What is asked for by `?`."""
