"""OpenAPI documents as they were given, examined once and kept by content."""
