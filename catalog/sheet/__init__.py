"""What a fact is called, measured in and printed as.

``optics``, ``dates`` and ``units`` are pure and import nothing of ours; the sheet reads the models.
"""
