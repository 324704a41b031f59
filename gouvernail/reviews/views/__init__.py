"""The pages of the reviews; each module has its matter."""
