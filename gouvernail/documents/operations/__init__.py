"""What is written for documents: templates of the territory, dossiers that are prepared."""
