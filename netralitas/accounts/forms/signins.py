"""Signing in, and asking for a way back in."""

from django import forms

MAX_PASSWORD = 256  # longer ones only cost time


class SignInForm(forms.Form):
    """NIP, NIK or e-mail, and the password."""

    name = forms.CharField(
        label="NIP atau surel",
        max_length=254,
        help_text="Pegawai non-ASN: NIK.",
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )
    password = forms.CharField(
        label="Kata sandi",
        max_length=MAX_PASSWORD,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class ForgotForm(forms.Form):
    """Whose password was forgotten."""

    name = forms.CharField(
        label="NIP atau surel",
        max_length=254,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )
