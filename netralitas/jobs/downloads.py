"""Result files sent so that a broken download can go on: one Range, checked by the file's own tag (RFC 9110, 14)."""

import re
from pathlib import Path

from django.http import FileResponse, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header

from netralitas.jobs.results import Result

_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")
_BLOCK = 64 * 1024
TYPES = {
    ".pdf": "application/pdf",
    ".zip": "application/zip",
    ".csv": "text/csv; charset=utf-8",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def send_result(request: HttpRequest, name: str, download_name: str) -> HttpResponse:
    """The result as an attachment; answers 206 or 416 to a Range. Raises FileNotFoundError when it is gone."""
    file = Result(name)
    size = file.size
    tag = f'"{Path(name).stem}-{size}"'
    wanted = _wanted(request, size, tag)
    if wanted is None:
        response: HttpResponse | FileResponse = FileResponse(_Part(file, range(size)))
        response["Content-Length"] = size
    elif wanted.start >= size:
        file.close()
        response = HttpResponse(status=416)
        response["Content-Range"] = f"bytes */{size}"
    else:
        response = FileResponse(_Part(file, wanted), status=206)
        response["Content-Range"] = f"bytes {wanted.start}-{wanted.stop - 1}/{size}"
        response["Content-Length"] = len(wanted)
    response.block_size = _BLOCK  # 4 KiB by default: as many turns of Python for a file of hundreds of MB
    response["Content-Type"] = TYPES.get(Path(download_name).suffix.lower(), "application/octet-stream")
    response["Content-Disposition"] = content_disposition_header(True, download_name)
    response["Accept-Ranges"] = "bytes"
    response["ETag"] = tag
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _wanted(request: HttpRequest, size: int, tag: str) -> range | None:
    """The bytes asked for; None for all, also when the Range cannot be read or the file has changed since."""
    match = _RANGE.fullmatch(request.headers.get("Range", "").replace(" ", ""))
    if match is None or request.headers.get("If-Range", tag) != tag:
        return None
    first, last = match.groups()
    if first:
        end = min(int(last) + 1, size) if last else size
        return range(int(first), end) if int(first) >= size or end > int(first) else None
    return range(max(size - int(last), 0), size) if last and int(last) else None


class _Part:
    """A stretch of a file, read like a file."""

    def __init__(self, file: Result, wanted: range) -> None:
        self._file, self._left = file, len(wanted)
        file.seek(wanted.start)

    def read(self, count: int) -> bytes:
        """The next bytes, empty at the end of the stretch."""
        chunk = self._file.read(min(count, self._left))
        self._left -= len(chunk)
        return chunk

    def close(self) -> None:
        """Called by the response."""
        self._file.close()
