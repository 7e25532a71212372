"""What running text assumes of names in words that are not read, and what becomes of claims that want for it."""
