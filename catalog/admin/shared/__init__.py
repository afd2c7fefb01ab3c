"""What all pages of the desk share: permissions, storing a record, links and reasons."""
