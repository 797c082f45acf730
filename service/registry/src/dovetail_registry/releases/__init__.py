"""Publishing, reading, comparing and yanking releases."""
