"""What each command takes: a file each, with one `COMMAND`. Nothing here loads SymPy, so that help answers at once."""
