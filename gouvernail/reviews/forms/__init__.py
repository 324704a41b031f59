"""The shape of what is typed about the reviews; each module has its matter."""
