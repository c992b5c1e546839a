"""The form field for a scan or photo of a paper."""

from typing import Any

from netralitas.documents.uploads.kinds import MAX_MEGABYTES, SCANS, extensions
from netralitas.ui.fields import UploadField


class ScanField(UploadField):
    """A picture or PDF; `keeping.kept_scan` looks inside."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("extensions", extensions(SCANS))
        kwargs.setdefault("max_megabytes", MAX_MEGABYTES)
        super().__init__(**kwargs)
