"""The gate on the real documents: every counter-example judged again by code that shares nothing with it."""
