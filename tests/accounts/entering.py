"""Through a unit's door in the test client, step by step."""

from django.http import HttpResponse
from django.test import Client

from netralitas.registry.models import Staff


def known(person: Staff, **more: object) -> dict[str, object]:
    """What a person types at the unit's door."""
    return {"number": person.nip, "birth_date": f"{person.birth_date:%d-%m-%Y}", **more}


def proof_in(answer: HttpResponse) -> str:
    """The proof the confirm page carries."""
    return answer.context["proof"]


def recognised(device: Client, path: str, person: Staff) -> HttpResponse:
    """The confirm page."""
    answer = device.post(path, known(person))
    assert b"Apakah ini Bapak/Ibu?" in answer.content
    return answer


def enter(device: Client, path: str, person: Staff, **more: object) -> HttpResponse:
    """Through the unit's door: number and date, then yes."""
    proof = proof_in(recognised(device, path, person))
    return device.post(f"{path}/ya", {"bukti": proof, **more})
