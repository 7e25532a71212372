"""The commands: a file each, with `run(given)` that takes its arguments as read and returns the exit status."""
