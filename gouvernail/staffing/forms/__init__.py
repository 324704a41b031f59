"""What people type and ask about the team."""
