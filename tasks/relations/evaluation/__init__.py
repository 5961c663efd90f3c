"""Scores of relations on development data: benchmarks, news articles, and how far confidence can be trusted.

Nothing here extracts or reads models: the caller brings rows, texts and the paths of the data.
"""
