"""What stands around the formulas of a document: its words, for those who show the whole of it."""
