"""The whole story of one claim, for a terminal."""
