"""What goes wrong with namespaces and contracts."""

from dovetail_registry.kit.problems import Problem


class NamespaceNotFound(Problem):
    """There is no such namespace. An administrator makes one with `POST /v1/namespaces`."""

    status = 404
    slug = "namespace-not-found"
    title = "Namespace not found"


class NamespaceExists(Problem):
    """A namespace with this name exists already. Names are never given twice."""

    status = 409
    slug = "namespace-exists"
    title = "Namespace exists"


class ContractNotFound(Problem):
    """The namespace has no such contract. Make it with `POST /v1/namespaces/{namespace}/contracts`."""

    status = 404
    slug = "contract-not-found"
    title = "Contract not found"


class ContractExists(Problem):
    """The namespace has a contract with this name already. Publish a release of it, or choose another
    name."""

    status = 409
    slug = "contract-exists"
    title = "Contract exists"
