"""How reports and diagnostics look. Every renderer reads the JSON report, wherever that came from."""
