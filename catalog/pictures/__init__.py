"""Drawings as pictures that stand alone: as SVG with its own colours, and as PNG made from that."""
