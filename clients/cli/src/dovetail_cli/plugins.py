"""Commands that other distributions add through the entry-point group `dovetail.commands`."""

from typing import TYPE_CHECKING, Final

import click

from dovetail_cli.failures import Failure

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

GROUP: Final = "dovetail.commands"

_OF_THE_REGISTRY: Final = {
    "serve": "Run the registry.",
    "worker": "Run a worker for the registry's background jobs.",
    "admin": "Look after a registry from its own machine.",
}


def names() -> list[str]:
    """The names of the installed plugins, sorted."""
    return sorted(_installed())


def summaries() -> list[tuple[str, str]]:
    """Each installed plugin with its line in the help, without importing it."""
    return [
        (name, _OF_THE_REGISTRY.get(name) or _origin(plugin)) for name, plugin in sorted(_installed().items())
    ]


def load(name: str) -> click.Command | None:
    """The plugin's command; none if nothing has that name.

    A command of the registry that is not installed, or a plugin that cannot be imported, is a Failure.
    """
    plugin = _installed().get(name)
    if plugin is None and name in _OF_THE_REGISTRY:
        raise Failure(
            f"`dovetail {name}` belongs to the registry, which is not installed here.",
            hint="Install it beside this command: pip install dovetail-registry",
        )
    return _import(plugin) if plugin else None


def _installed() -> dict[str, "EntryPoint"]:
    from importlib.metadata import entry_points  # noqa: PLC0415 - slow to import, and built-in commands do without

    return {plugin.name: plugin for plugin in entry_points(group=GROUP)}


def _origin(plugin: "EntryPoint") -> str:
    return f"From {plugin.dist.name}." if plugin.dist else "From another package."


def _import(plugin: "EntryPoint") -> click.Command:
    try:
        command = plugin.load()
    except (ImportError, AttributeError) as error:
        raise Failure(
            f"`dovetail {plugin.name}` cannot be loaded from {plugin.value}: {error}",
            hint=f"Reinstall {plugin.dist.name if plugin.dist else 'the package it comes from'}.",
        ) from error
    if not isinstance(command, click.Command):
        raise Failure(f"{plugin.value}, which should be `dovetail {plugin.name}`, is no click command.")
    return command
