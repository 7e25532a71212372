"""The reading modulo primes: both sides of a statement at chance points, all places at once, in a few milliseconds."""
