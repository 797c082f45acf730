"""What happened, for audit and for whoever listens."""
