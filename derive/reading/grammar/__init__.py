"""The grammar: tokens as syntax, rows as statements."""
