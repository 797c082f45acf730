"""The package indexes that pip, uv, npm and their kin read."""
