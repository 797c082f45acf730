"""Packages: built by jobs, stored as bytes, served to pip and npm."""
