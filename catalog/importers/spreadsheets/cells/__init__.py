"""What a cell says: strictly read, else as texts stand in other people's lists."""
