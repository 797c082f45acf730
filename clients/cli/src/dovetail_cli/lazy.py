"""A command group that imports a command only when it is called."""

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import click

from dovetail_cli import exits, plugins
from dovetail_cli.failures import Failure


@dataclass(frozen=True, slots=True)
class Lazy:
    """A command by name: the module that holds it, its attribute there, and its line in the help."""

    module: str
    attribute: str
    summary: str

    def load(self) -> click.Command:
        """Import the module and hand out the command."""
        command = getattr(import_module(self.module), self.attribute)
        if not isinstance(command, click.Command):
            raise TypeError(f"{self.module}.{self.attribute} is no click command")
        return command


class LazyGroup(click.Group):
    """A group of lazily imported commands in named sections, with plugins behind them."""

    def __init__(self, *args: Any, sections: Mapping[str, Mapping[str, Lazy]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sections = sections
        self.lazy = {name: lazy for section in sections.values() for name, lazy in section.items()}

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - the signature is click's
        """Built-in commands in the order of the help, then what plugins add."""
        return [*self.lazy, *(name for name in plugins.names() if name not in self.lazy)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's
        """The command; a plugin's where no built-in one has the name."""
        lazy = self.lazy.get(cmd_name)
        return lazy.load() if lazy else plugins.load(cmd_name)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; a reader that closed the pipe ends it, and not with the code of a verdict."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError as error:
            raise click.exceptions.Exit(exits.CLOSED) from error

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command the arguments name; an unknown one is answered with the nearest names."""
        name = args[0]
        command = self.get_command(ctx, name)
        if command is None and not name.startswith("-"):
            raise Failure(f"`dovetail {name}` is no command.", hint=_nearest(name, self.list_commands(ctx)))
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's
        """List the commands by section without importing them."""
        for title, section in self.sections.items():
            with formatter.section(title):
                formatter.write_dl([(name, lazy.summary) for name, lazy in section.items()])
        added = [(name, summary) for name, summary in plugins.summaries() if name not in self.lazy]
        if added:
            with formatter.section("Added by other packages"):
                formatter.write_dl(added)


def _nearest(name: str, names: Sequence[str]) -> str:
    near = difflib.get_close_matches(name, names, n=3)
    return f"Did you mean {' or '.join(near)}?" if near else "`dovetail --help` lists the commands."
