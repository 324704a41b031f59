"""What the pages of the coordination read."""
