"""The addresses for programs described as OpenAPI 3.1, from the sheet and from what the serializers write."""
