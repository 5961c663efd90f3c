"""Which names stand for one real thing, within an article and across articles."""
