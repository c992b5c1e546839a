"""Codes of the second factor, answers of passkeys, and the password once more."""

import json
from typing import Any

from django import forms

from netralitas.accounts.forms.signins import MAX_PASSWORD

_CODE = {"autocomplete": "one-time-code", "autocapitalize": "none", "spellcheck": "false"}


class AppCodeForm(forms.Form):
    """The six digits that the app shows now."""

    code = forms.CharField(
        label="Kode 6 angka dari aplikasi",
        max_length=12,
        widget=forms.TextInput(attrs={**_CODE, "inputmode": "numeric"}),
    )


class CodeForm(forms.Form):
    """The six digits of the app, or one of the recovery codes."""

    code = forms.CharField(
        label="Kode",
        max_length=30,
        help_text="6 angka dari aplikasi autentikator, atau satu kode cadangan.",
        widget=forms.TextInput(attrs={**_CODE, "data-focus": ""}),
    )


class PasskeyForm(forms.Form):
    """What the browser answers; filled by the script of the page."""

    credential = forms.CharField(max_length=20_000, widget=forms.HiddenInput)

    def clean_credential(self) -> dict[str, Any]:
        """A JSON object, as the standard has it."""
        try:
            answer = json.loads(self.cleaned_data["credential"])
        except (ValueError, RecursionError):
            answer = None
        if not isinstance(answer, dict):
            raise forms.ValidationError("Jawaban peramban tidak dapat dibaca.")
        return answer


class NewPasskeyForm(PasskeyForm):
    """A passkey just made, with the name its owner knows it by."""

    label = forms.CharField(
        label="Nama perangkat", max_length=60, initial="Perangkat ini", help_text="Misalnya: HP Samsung, Laptop kantor."
    )


class PasswordForm(forms.Form):
    """The own password once more."""

    password = forms.CharField(
        label="Kata sandi sekarang",
        max_length=MAX_PASSWORD,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
