"""What goes wrong with checks."""

from dovetail_registry.kit.problems import Problem


class CheckNotFound(Problem):
    """The contract has no check with this id. `GET …/contracts/{contract}/checks` lists those it has."""

    status = 404
    slug = "check-not-found"
    title = "Check not found"
