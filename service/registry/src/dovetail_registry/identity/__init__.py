"""Who acts: tokens, scopes and the first administrator."""
