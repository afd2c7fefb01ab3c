"""Hours of readers and editors in minutes or in an hour, with faults in between."""
