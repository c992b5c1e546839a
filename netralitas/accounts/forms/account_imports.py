"""A workbook with accounts."""

from django import forms

from netralitas.exchange import limits
from netralitas.ui.fields import UploadField


class AccountsUploadForm(forms.Form):
    """The file."""

    file = UploadField(
        label="Buku kerja akun",
        extensions=(".xlsx", ".xls", ".ods", ".csv", ".txt"),
        max_megabytes=limits.FILE_BYTES // 1024**2,
    )
