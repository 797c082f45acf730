"""What keeps a fuzzing run going: its own token is never revoked by it."""

import os
import uuid
from typing import Any

import schemathesis

OWN_TOKEN = os.environ.get("FUZZ_OWN_TOKEN_ID")


@schemathesis.hook
def before_call(_context: schemathesis.HookContext, case: schemathesis.Case, _sent: dict[str, Any]) -> None:
    """Aim a revocation of the run's own token at a token that does not exist."""
    if OWN_TOKEN and case.method == "DELETE" and case.path_parameters.get("token_id") == OWN_TOKEN:
        case.path_parameters["token_id"] = str(uuid.uuid4())
