"""The open record format: contents read, checked, stored, serialized and written, and its JSON Schema."""
