"""What people do to the governance; each module has its matter."""
