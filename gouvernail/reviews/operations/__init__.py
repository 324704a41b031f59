"""What is done to cycles, reviews and campaigns."""
