"""Drawings to scale as geometry, which templates print as SVG: light, focal lengths, bodies, sensors, lines, years."""
