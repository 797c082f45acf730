"""What can be wrong with a question about packages."""

from dovetail_registry.kit.problems import Problem


class PackageNotBuilt(Problem):
    """The package of this release is not there yet, or could not be built. Its state, and the reason of a
    failure, are in the list of the release's packages."""

    status = 404
    slug = "package-not-built"
    title = "Package not built"
