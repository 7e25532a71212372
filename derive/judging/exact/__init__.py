"""The reading in numbers: exact rationals and rigorous intervals, without algebra."""
