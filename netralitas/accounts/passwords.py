"""Rules for passwords beyond Django's own."""

import re

from django.core.exceptions import ValidationError

from netralitas.access.models import User


class NotFromNipValidator:
    """A password may not be made of the person's NIP or birth date: both are on every list in the office."""

    def validate(self, password: str, user: User | None = None) -> None:
        """Raise when six digits in a row come from the NIP."""
        link = getattr(user, "staff_link", None) if user is not None else None
        nip = (link.staff.nip or "") if link else ""
        digits = re.sub(r"\D", "", password)
        if nip and any(digits[i : i + 6] in nip for i in range(max(0, len(digits) - 5)) if len(digits[i : i + 6]) == 6):
            raise ValidationError(
                "Kata sandi tidak boleh diambil dari NIP atau tanggal lahir.", code="password_from_nip"
            )

    def get_help_text(self) -> str:
        """Shown beside the field."""
        return "Jangan memakai angka dari NIP atau tanggal lahir."
