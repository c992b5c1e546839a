"""Making, changing and activating a password."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from netralitas.access.models import User
from netralitas.accounts.forms.signins import MAX_PASSWORD


def _password(label: str, complete: str = "new-password", help_text: str = "") -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": complete})
    return forms.CharField(label=label, max_length=MAX_PASSWORD, strip=False, widget=widget, help_text=help_text)


class NewPasswordForm(forms.Form):
    """A new password, twice; `user` is whom it must not be derived from."""

    new = _password(
        "Kata sandi baru", help_text="Paling sedikit 10 huruf atau angka, bukan dari NIP atau tanggal lahir."
    )
    again = _password("Ulangi kata sandi baru")

    def __init__(self, *args: Any, user: User, **options: Any) -> None:
        super().__init__(*args, **options)
        self.user = user

    def clean(self) -> dict[str, Any]:
        """Both equal, and strong enough."""
        cleaned = super().clean()
        new, again = cleaned.get("new"), cleaned.get("again")
        if new and again and new != again:
            self.add_error("again", "Kedua isian belum sama.")
        elif new:
            try:
                validate_password(new, self.user)
            except ValidationError as weak:
                self.add_error("new", weak)
        return cleaned


class ChangePasswordForm(NewPasswordForm):
    """The old password too."""

    old = _password("Kata sandi sekarang", "current-password")
    field_order = ("old", "new", "again")

    def clean_old(self) -> str:
        """The password the account has now."""
        old = self.cleaned_data["old"]
        if not self.user.check_password(old):
            raise forms.ValidationError("Kata sandi sekarang tidak cocok.")
        return old


class ActivationCodeForm(forms.Form):
    """Sign-in name and the code on the printed letter."""

    name = forms.CharField(
        label="NIP atau surel", max_length=254, widget=forms.TextInput(attrs={"autocomplete": "username"})
    )
    code = forms.CharField(
        label="Kode aktivasi",
        max_length=40,
        help_text="20 huruf dan angka pada lembar aktivasi. Huruf besar atau kecil sama saja.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )
