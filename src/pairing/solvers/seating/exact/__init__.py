"""Seating by CP-SAT: proofs, conflicts, repairs, neighbourhoods."""
