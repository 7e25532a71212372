"""What is asked for by `?`: a right side is proposed, and the claim with it is judged like any other."""
