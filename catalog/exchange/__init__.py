"""The open record format in and out."""
