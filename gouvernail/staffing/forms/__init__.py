"""What people type about the team."""
