"""Form fields and widgets of our columns."""
