"""The pages of the governance; each module has its matter."""
