"""What is known of a phone: the sheet filled in, each fact with its state and its evidence. Printed nowhere here."""
