"""Reading a convention: what it is, its words, its people, its journal."""
