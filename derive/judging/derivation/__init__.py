"""A proof that a person can follow: the sides of a claim rewritten entry by entry, every line of it judged."""
