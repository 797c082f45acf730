"""Namespaces and contracts on the wire."""

from datetime import datetime
from typing import Annotated

from fastapi import Path
from pydantic import BaseModel, ConfigDict, Field

from dovetail_registry.kit.texts import Prose

NAMESPACE_PATTERN = r"^[a-z][a-z0-9]{1,38}$"
CONTRACT_PATTERN = r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$"
NamespacePath = Annotated[str, Path(pattern=NAMESPACE_PATTERN, description="The namespace's name.")]
ContractPath = Annotated[
    str, Path(pattern=CONTRACT_PATTERN, max_length=64, description="The contract's name.")
]


class NamespaceCreate(BaseModel):
    """A namespace to be made."""

    model_config = ConfigDict(extra="forbid")

    name: str = Field(pattern=NAMESPACE_PATTERN, description="Lower-case letters and digits, no separators.")
    description: Prose = Field("", description="What the team does.")


class Namespace(BaseModel):
    """A team's space for its contracts; its name is its identity."""

    name: str
    description: str
    created_at: datetime


class ContractCreate(BaseModel):
    """A contract to be made."""

    model_config = ConfigDict(extra="forbid")

    name: str = Field(
        pattern=CONTRACT_PATTERN, max_length=64, description="Lower-case words joined by single hyphens."
    )
    description: Prose = Field("", description="What the API is for.")


class Contract(BaseModel):
    """One API of a namespace; its releases are listed under it. Its names are its identity."""

    namespace: str
    name: str
    description: str
    created_at: datetime
