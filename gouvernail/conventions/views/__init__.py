"""Pages of a convention."""
