"""How a table becomes a file. Nothing here knows Django or a CTG."""
