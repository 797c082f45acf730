"""Webhooks and callbacks, which the service sends; and operations that take requests from others."""

from collections.abc import Iterable
from typing import Any

from dovetail_engine.compat.rules.model import Example, Hit, Probe, Rule
from dovetail_engine.oas.model import Callback, Operation

_Call = Operation | None
_Callback = Callback | None


def rules() -> tuple[Rule, ...]:
    """The rules of this family."""
    return _RULES


def _call_removed(base: _Call, head: _Call) -> Iterable[Hit]:
    if base and not head:
        yield Hit(f"{base.label} is no longer sent", base.pointer, None, base.label)


def _call_added(base: _Call, head: _Call) -> Iterable[Hit]:
    if head and not base:
        yield Hit(f"{head.label} may be sent now", None, head.pointer, head.label)


def _callback_removed(base: _Callback, head: _Callback) -> Iterable[Hit]:
    if base and not head:
        yield Hit(f"the callback '{base.name}' is no longer sent", base.pointer, None, base.name)


def _callback_added(base: _Callback, head: _Callback) -> Iterable[Hit]:
    if head and not base:
        yield Hit(f"the callback '{head.name}' may be sent now", None, head.pointer, head.name)


def _expression_changed(base: _Callback, head: _Callback) -> Iterable[Hit]:
    if base and head and base.expression != head.expression:
        said = f"the callback '{base.name}' is sent to {head.expression}, not to {base.expression}"
        yield Hit(said, base.pointer, head.pointer, [base.expression, head.expression])


def _routed_elsewhere(base: Operation, head: Operation) -> Iterable[Hit]:
    said = f"requests to {base.label} whose path is also {head.path} go to {head.label} now"
    yield Hit(said, base.pointer, head.pointer, head.label, probe=Probe("routed", head.path), risky=True)


_DONE = {"responses": {"204": {"description": "Done"}}}


def _hooks(*names: str) -> dict[str, Any]:
    return {"paths": {}, "webhooks": {name: {"post": _DONE} for name in names}}


def _back(*names: str, to: str = "{$request.body#/url}") -> dict[str, Any]:
    callbacks = {name: {to: {"post": _DONE}} for name in names}
    return {"/subscribe": {"post": {**_DONE, "callbacks": callbacks}}}


def _users(*paths: str, kind: str = "string") -> dict[str, Any]:
    variable = {"name": "id", "in": "path", "required": True, "schema": {"type": kind}}
    return {path: {"get": {**_DONE, "parameters": [variable] if "{" in path else []}} for path in paths}


_RULES = (
    Rule(
        id="webhook-removed",
        on="call",
        effect="MEANING",
        since="0.2.0",
        summary="A webhook, or a call of a callback, is no longer sent.",
        rationale="Every message stays valid; whoever waits for this one waits in vain.",
        examples=(
            Example("It goes.", _hooks("changed"), _hooks()),
            Example("It comes.", _hooks(), _hooks("changed"), fires=False),
        ),
        check=_call_removed,
    ),
    Rule(
        id="webhook-added",
        on="call",
        effect="WIDENED",
        since="0.2.0",
        summary="A webhook, or a call of a callback, is new.",
        rationale="It is sent to those who registered for it.",
        examples=(
            Example("It comes.", _hooks(), _hooks("changed")),
            Example("It stays.", _hooks("changed"), {**_hooks("changed"), "tags": []}, fires=False),
        ),
        check=_call_added,
    ),
    Rule(
        id="callback-removed",
        on="callback",
        effect="MEANING",
        since="0.2.0",
        summary="A callback is no longer sent.",
        rationale="Every message stays valid; whoever waits for this one waits in vain.",
        examples=(
            Example("It goes.", _back("changed"), _back()),
            Example("It comes.", _back(), _back("changed"), fires=False),
        ),
        check=_callback_removed,
    ),
    Rule(
        id="callback-added",
        on="callback",
        effect="WIDENED",
        since="0.2.0",
        summary="A callback is new.",
        rationale="It is sent to the address that the request names; who does not serve it need not answer.",
        examples=(
            Example("It comes.", _back(), _back("changed")),
            Example("It goes.", _back("changed"), _back(), fires=False),
        ),
        check=_callback_added,
    ),
    Rule(
        id="callback-expression-changed",
        on="callback",
        effect="MEANING",
        since="0.2.0",
        summary="A callback is sent to another address.",
        rationale="The expression says where the address is found; at the old place nobody calls any more.",
        examples=(
            Example("Another member.", _back("changed"), _back("changed", to="{$request.body#/callback}")),
            Example("The same.", _back("changed"), _back("changed", "gone"), fires=False),
        ),
        check=_expression_changed,
    ),
    Rule(
        id="request-routed-elsewhere",
        on="route",
        effect="NARROWED",
        since="0.2.0",
        summary="A new operation takes requests away from one that was there.",
        rationale=(
            "A literal path such as `/users/me` goes before `/users/{id}`. It breaks a client whose request "
            "the new operation refuses; if it takes it, it may still mean something else."
        ),
        examples=(
            Example("A literal path.", _users("/users/{id}"), _users("/users/{id}", "/users/me")),
            Example(
                "A variable that cannot have that value.",
                _users("/users/{id}", kind="integer"),
                _users("/users/{id}", "/users/me", kind="integer"),
                fires=False,
            ),
        ),
        check=_routed_elsewhere,
    ),
)
