"""How much of the catalogue is known: the depth of each phone as it is stored, and the sums over all phones."""
