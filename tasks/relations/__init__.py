"""Who did what to whom: relations and quotes over Universal Dependencies. No engine, no identity across articles."""
