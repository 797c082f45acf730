"""How strict a contract's gate is, and which findings its owners let pass."""
