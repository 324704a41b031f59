"""The shape of what is typed about the governance; each module has its matter."""
