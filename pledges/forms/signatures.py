"""The form of the sign page: reads what the browser sent; the rules of signing are the action's."""

import ipaddress
import secrets
import time
from typing import Any

from django import forms
from django.core import signing
from django.http import HttpRequest

from netralitas import names
from netralitas.errors import DomainError
from netralitas.keys import keyed_hash
from pledges import ink
from pledges.actions.texts import MAX_POINTS
from pledges.models import Signature

Method = Signature.Method
NETWORKS = {"slow-2g", "2g", "3g", "4g", "5g"}
_STRANGE = "Formulir ini tidak dikenali. Kirim sekali lagi; isian dan tanda tangan tidak hilang."
_LONGEST_READING = 24 * 3600
_NUMBERS = {str(number) for number in range(MAX_POINTS)}
_ticket = signing.TimestampSigner(salt="netralitas.ikrar")


def new_ticket() -> str:
    """What makes a form recognisable and remembers when it was handed out: a random key, the time, a MAC."""
    return _ticket.sign(secrets.token_urlsafe(18))


class _Shared:
    """A field that no form changes, so one serves them all; copying eight for every form is a burst's dead weight."""

    def __deepcopy__(self, memo: dict) -> "_Shared":
        return self


class _Text(_Shared, forms.CharField):
    """A text."""


class _Points(_Shared, forms.Field):
    """Numbers of the points ticked."""

    widget = forms.MultipleHiddenInput

    def clean(self, value: list[str]) -> list[int]:
        """The numbers; anything else never came from our page."""
        super().clean(value)
        if not _NUMBERS.issuperset(value):
            raise forms.ValidationError(_STRANGE)
        return [int(number) for number in value]


class SignForm(forms.Form):
    """One signature as a browser sends it; refused fields keep their value, so nothing typed or drawn is lost."""

    formulir = _Text(max_length=120, widget=forms.HiddenInput, error_messages={"required": _STRANGE})
    naskah = _Text(max_length=16, widget=forms.HiddenInput, error_messages={"required": _STRANGE})
    butir = _Points(label="Butir ikrar", error_messages={"required": "Centang setiap butir setelah membacanya."})
    cara = _Text(widget=forms.HiddenInput, error_messages={"required": _STRANGE})
    tinta = _Text(required=False, widget=forms.HiddenInput)
    nama = _Text(label="Nama lengkap", required=False, max_length=names.MAX_LENGTH)
    detik = _Text(required=False)
    jaringan = _Text(required=False)

    def clean_formulir(self) -> str:
        """The key inside the ticket; the ticket must be one of ours, however old."""
        ticket = self.cleaned_data["formulir"]
        try:
            key = _ticket.unsign(ticket)
        except signing.BadSignature:
            raise forms.ValidationError(_STRANGE) from None
        self.opened_at = signing.b62_decode(ticket.split(":")[1])
        return key

    def clean_cara(self) -> Method:
        """One of our two ways."""
        if self.cleaned_data["cara"] not in Method.values:
            raise forms.ValidationError(_STRANGE)
        return Method(self.cleaned_data["cara"])

    def clean(self) -> dict[str, Any]:
        """Parse the ink of the drawn way, ask for the name in the typed way."""
        cleaned = super().clean()
        if cleaned.get("cara") == Method.DRAWN:
            try:
                cleaned["ink"] = ink.parse(cleaned.get("tinta", ""))
            except DomainError as refusal:
                self.add_error("tinta", refusal.message)
        elif not cleaned.get("nama") and "nama" not in self.errors:
            self.add_error("nama", "Ketik nama lengkap sebagai tanda tangan.")
        return cleaned

    @property
    def signature(self) -> dict[str, Any]:
        """The arguments of `signatures.sign` that the form knows."""
        cleaned = self.cleaned_data
        is_drawn = cleaned["cara"] == Method.DRAWN
        return {
            "text_public_id": cleaned["naskah"],
            "form_key": cleaned["formulir"],
            "points_agreed": cleaned["butir"],
            "method": cleaned["cara"],
            "ink": cleaned["ink"] if is_drawn else None,
            "typed_name": "" if is_drawn else cleaned["nama"],
        }

    def evidence(self, request: HttpRequest) -> dict[str, Any]:
        """Private circumstances of the signing, for questions about *titip tanda tangan*; never an address in clear."""
        network = self.cleaned_data["jaringan"]
        return {
            "device": (request.visit.device_key if request.visit else "") or request.device_key,
            "seconds_on_text": _seconds(self.cleaned_data["detik"]),
            "seconds_on_page": max(0, int(time.time()) - self.opened_at),
            "network": network if network in NETWORKS else "",
            "address_key": _address_key(request.client_ip),
            "agent": names.clean(request.headers.get("User-Agent", ""))[:160],
        }


def _seconds(text: str) -> int | None:
    """A plausible number of seconds; anything else is not worth a refusal."""
    return min(int(text), _LONGEST_READING) if text.isdecimal() and len(text) < 10 else None


def _address_key(address: str) -> str:
    """A keyed hash of the network the request came from (/24, /48): equal for one office, readable for nobody."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return ""
    network = ipaddress.ip_network(f"{ip}/{24 if ip.version == 4 else 48}", strict=False)
    return keyed_hash(str(network), "address")[:32]
