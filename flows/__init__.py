"""The pipeline as Prefect sees it, and the command line. No linguistics and no SQL here."""
