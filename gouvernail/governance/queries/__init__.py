"""What pages and documents read of the governance; each module has its matter."""
