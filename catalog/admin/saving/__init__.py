"""Everything that takes part in saving one form of the desk."""
