"""The floor: bare Django over the same rows. Part of the bench, never of the product."""
