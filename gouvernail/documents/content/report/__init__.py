"""The reports of a convention, a module per part; each part is a function of one subject."""
