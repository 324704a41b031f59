"""Forms of a convention."""
