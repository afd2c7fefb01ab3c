"""What is left of a text once its value is taken out."""

EDGES = " ,;:.()[]（）/|·•-–—\n"
_SEPARATORS = " ,;:/|·•–—\n"


def tidy(rest):
    """Without the separators at its ends, nor brackets around all of it."""
    bare = rest.strip(_SEPARATORS)
    if bare.startswith("(") and bare.find(")") == len(bare) - 1:
        return bare[1:-1].strip(_SEPARATORS)
    return bare.removesuffix(".")
