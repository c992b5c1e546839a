"""What the inspection of a PDF found: plain facts, no judgement."""

import json
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Findings:
    """Facts of one file. `problem` names why it could not be read; then the rest says nothing.

    `root` is the fingerprint of the pinned root the seal's certificate hangs on, "" for a stranger's; `is_trusted`
    says that chain and time fit at the moment asked for. `changes` is "none", "upkeep" (only validation data and time
    stamps behind the seal) or "other".
    """

    problem: str = ""
    is_encrypted: bool = False
    revisions: int = 0
    signatures: int = 0
    is_whole_file: bool = False
    is_intact: bool = False
    is_trusted: bool = False
    forbids_changes: bool = False
    changes: str = "other"
    root: str = ""
    signer: str = ""
    text: str | None = None

    def as_json(self) -> str:
        """For the pipe."""
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, line: bytes) -> "Findings":
        """From the pipe; raises ValueError or TypeError for anything else."""
        return cls(**json.loads(line))
