"""What each readers' page prints, put together from facts, finder, comparison and drawings. No HTTP and no HTML."""
