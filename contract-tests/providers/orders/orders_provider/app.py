"""The service of one edition, and its contract as a document."""

import json
from typing import Any

from fastapi import FastAPI

from orders_provider import problems, v1_0_0, v1_1_0, v1_2_0
from orders_provider.attachments import attachments_router
from orders_provider.edition import Edition
from orders_provider.orders import orders_router
from orders_provider.shop import Shop

EDITIONS = {module.EDITION.version: module.EDITION for module in (v1_0_0, v1_1_0, v1_2_0)}
TAGS = [
    {"name": "orders", "description": "Orders from the first quote to the shipment."},
    {"name": "attachments", "description": "Files kept with an order."},
]


def create_app(version: str, *, token: str) -> FastAPI:
    """Return the service of this edition with an empty shop; callers must carry `token`."""
    app = _OrdersApp(
        title="Orders",
        version=version,
        description="The orders of a small shop.",
        openapi_tags=TAGS,
        separate_input_output_schemas=False,
        license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
    )
    app.state.shop, app.state.token = Shop(), token
    problems.install(app)
    _include(app, EDITIONS[version])
    return app


def export(version: str) -> bytes:
    """Return the contract of this edition as an OpenAPI document: indented JSON, always the same bytes."""
    document = create_app(version, token="").openapi()
    return (json.dumps(document, indent=2, ensure_ascii=False) + "\n").encode()


class _OrdersApp(FastAPI):
    def openapi(self) -> dict[str, Any]:
        """Return the document with the problem schemas that the operations refer to."""
        document = super().openapi()
        schemas = document["components"]["schemas"]
        document["components"]["schemas"] = dict(sorted({**schemas, **problems.components()}.items()))
        return document


def _include(app: FastAPI, edition: Edition) -> None:
    for router in (orders_router(edition), attachments_router, *edition.more_operations):
        app.include_router(router)
