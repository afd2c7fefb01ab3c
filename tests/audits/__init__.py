"""What `make audit` looks into: the shipped catalogue, served as `make run` serves it."""
