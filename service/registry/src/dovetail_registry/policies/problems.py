"""What goes wrong with waivers."""

from dovetail_registry.kit.problems import Problem


class WaiverNotFound(Problem):
    """The contract has no waiver with this id. `GET …/contracts/{contract}/waivers` lists those it has."""

    status = 404
    slug = "waiver-not-found"
    title = "Waiver not found"
