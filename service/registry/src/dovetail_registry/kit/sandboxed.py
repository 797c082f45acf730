"""The child's side of the sandbox: reads tasks from its pipe and answers them. Imports nothing heavy
itself."""

import os
import pickle
import resource
import struct
import sys

HEADER = struct.Struct(">Q")


def serve(memory: int) -> None:
    """Answer tasks until the pipe ends, never using more than `memory` bytes of address space."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    requests = sys.stdin.buffer
    # Tasks may print; only answers may reach the pipe.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    while header := requests.read(HEADER.size):
        (size,) = HEADER.unpack(header)
        answer = _answer(requests.read(size))
        answers.write(HEADER.pack(len(answer)) + answer)
        answers.flush()


def _answer(task: bytes) -> bytes:
    try:
        function, args, kwargs = pickle.loads(task)  # noqa: S301 - written by our own parent over a private pipe
        return pickle.dumps(("returned", function(*args, **kwargs)))
    except MemoryError:
        # Nothing can be trusted to work any more; the parent sees a death.
        os._exit(77)
    except Exception as error:  # noqa: BLE001 - the parent raises it again, whatever it is
        return _raised(error)


def _raised(error: Exception) -> bytes:
    try:
        pickle.loads(data := pickle.dumps(("raised", error)))  # noqa: S301 - our own bytes, tried before they travel
    except Exception:  # noqa: BLE001 - an exception that cannot travel is told in words
        return pickle.dumps(("failed", f"{type(error).__name__}: {error}"))
    return data


if __name__ == "__main__":
    serve(int(sys.argv[1]))
