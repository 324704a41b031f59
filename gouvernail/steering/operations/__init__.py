"""What is done from the steering desk."""
