"""From files and pages to articles or rejects. Nothing here knows a language."""
