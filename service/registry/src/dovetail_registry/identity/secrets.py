"""Token secrets: `dvt_`, 32 random characters, and 6 characters of checksum by which scanners know a real
one."""

import hashlib
import secrets
import string
import zlib

PREFIX = "dvt_"
_ALPHABET = string.digits + string.ascii_uppercase + string.ascii_lowercase


def new_secret() -> str:
    """A new token secret with 190 bits of randomness."""
    body = "".join(secrets.choice(_ALPHABET) for _ in range(32))
    return PREFIX + body + checksum(body)


def checksum(body: str) -> str:
    """CRC-32 of the random part in base 62, six digits."""
    value = zlib.crc32(body.encode())
    digits = ""
    for _ in range(6):
        value, digit = divmod(value, 62)
        digits = _ALPHABET[digit] + digits
    return digits


def is_well_formed(secret: str) -> bool:
    """Whether a secret has our form and its checksum fits."""
    body = secret.removeprefix(PREFIX)
    return len(secret) == 42 and secret.startswith(PREFIX) and checksum(body[:-6]) == body[-6:]


def hash_of(secret: str) -> str:
    """What is stored instead of the secret; a plain hash suffices for so much randomness."""
    return hashlib.sha256(secret.encode()).hexdigest()
