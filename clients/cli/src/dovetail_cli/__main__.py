"""`python -m dovetail_cli` is the `dovetail` command."""

from dovetail_cli.main import main

if __name__ == "__main__":
    main()
