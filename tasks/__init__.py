"""What is done to articles: reading, cleaning, annotating, relating, identifying.

Pure functions over the records of `tasks.records`. No DuckDB here, and no Prefect outside `tasks.steps`.
"""
