"""The reading entry by entry: matrices of SymPy symbols and their exact comparison."""
