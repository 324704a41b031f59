"""What each document says, as neutral tables and texts."""
