"""The `dovetail` command: offline on the engine, online on the generated client of the registry.

Start-up is part of the interface: `main` imports click and nothing else, and a command imports what it
needs when it is called.
"""
