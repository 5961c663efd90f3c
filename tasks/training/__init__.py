"""The recipes that make the packs in models/, and their evaluation."""
