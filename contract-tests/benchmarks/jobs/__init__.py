"""What is measured in a process of its own; each module prints figures as JSON."""
