"""One row of every kind, and for every address with arguments the arguments that lead to it."""

from dataclasses import dataclass
from types import SimpleNamespace

from django.test import Client
from django.urls import reverse

from netralitas.access.actors import Actor
from netralitas.access.models import User
from netralitas.accounts.actions import links, passwords
from netralitas.accounts.models import Activation, PersonalLink, RoleAssignment
from netralitas.accounts.queries.activations import activation_token
from netralitas.accounts.queries.links import personal_token, unit_token
from netralitas.dashboards.actions import mondays
from netralitas.jobs.models import Job
from netralitas.registry.actions import corrections, imports, reconciliations, transfers
from netralitas.registry.models import Pemda
from pledges.actions import texts, voids
from pledges.models import PledgeText
from tests.cast import make_account, make_staff
from tests.fuzz import case_rows, completion_rows, evidence_rows, later_rows, letter_rows, outcome_rows, signal_rows
from tests.pledges import factory
from tests.pledges.signing import sign

BY = Actor.command("uji")
STAFF_FILE = """DAFTAR PEGAWAI;;
NIP;NAMA;UNIT KERJA
198504122010012009;Wahyu Hidayat, S.Pd.;SD Negeri Ciruas 1
1,98504E+17;Rusak;SD Negeri Ciruas 1
"""


@dataclass
class World:
    """The rows by name, and the addresses."""

    rows: SimpleNamespace
    arguments: dict[str, tuple[str, ...]]  # URL name → arguments of a row that exists

    def address(self, name: str) -> str:
        """The address of a page about a row of this world."""
        return reverse(name, args=self.arguments.get(name, ()))


def build(*, siti: object, sekolah_a: object, dinas_a: object, dinas_b: object, budi: User) -> World:
    """An open campaign Siti has signed and Amir has not, a draft beside it, links, a proposal, a job, an activation."""
    Pemda.objects.update_or_create(
        pk=1, defaults={"name": "Pemerintah Kabupaten Contoh", "allows_operator_links": True}
    )
    amir = make_staff("Amir Hamzah", sekolah_a)
    campaign, draft = factory.open_campaign(), factory.make_campaign()
    signature = sign(siti, campaign)
    void = voids.propose(signature, reason="Uji", by=BY)
    change = texts.start_change(campaign, PledgeText.Audience.ASN, by=BY)
    unit_link = links.ensure_unit_link(unit=sekolah_a, expires_at=campaign.closes_at, by=BY)
    transfer = transfers.propose(staff=amir, to_unit=dinas_b, by=BY)
    job = Job.objects.create(name="uji", label="Pekerjaan uji", owner=budi, state=Job.State.FAILED)
    activation = passwords.make_activation(user=make_account("Akun Baru"), way=Activation.Way.LETTER, by=BY)
    role = RoleAssignment.objects.get(user=budi)
    batch = imports.upload(
        content=STAFF_FILE.encode(), file_name="pegawai.csv", unit=dinas_a, may_add_units=False, by=BY, owner=budi
    )
    correction = corrections.ask(staff=amir, about="nama", text="Amir Hamzah, S.Pd.", by=BY)
    run = reconciliations.upload(content=STAFF_FILE.encode(), file_name="ekspor.csv", by=BY, owner=budi)
    run = reconciliations.compare(run, by=BY)
    rows = SimpleNamespace(
        amir=amir, siti=siti, unit=dinas_a, school=sekolah_a, campaign=campaign, draft=draft, change=change,
        signature=signature, personal_link=PersonalLink.objects.get(staff=amir), unit_link=unit_link, transfer=transfer,
        correction=correction, run=run, void=void, job=job, batch=batch, activation=activation, role=role, budi=budi,
    )  # fmt: skip
    later = later_rows.arguments(school=sekolah_a, dinas=dinas_a, other_dinas=dinas_b, budi=budi)
    later |= signal_rows.arguments(campaign=campaign, dinas=dinas_a, signature=signature)
    later |= completion_rows.arguments(campaign=campaign, dinas=dinas_a)
    later |= case_rows.arguments(dinas=dinas_a, elsewhere=dinas_b)
    later |= outcome_rows.arguments(dinas=dinas_a)
    later |= evidence_rows.arguments(dinas=dinas_a)
    later |= letter_rows.arguments(campaign=campaign, dinas=dinas_a)
    return World(rows, _arguments(rows) | later)


def _arguments(rows: SimpleNamespace) -> dict[str, tuple[str, ...]]:
    """Every URL name that takes arguments, and what to give it."""
    found = {"dashboards:place": ("tanpa-lokasi",), "accounts:activation": (activation_token(rows.activation),)}
    by_row = {
        rows.amir.public_id: "registry:staff-detail registry:staff-edit registry:staff-status registry:staff-transfer "
                             "accounts:reveal accounts:reveal-replace",
        rows.school.public_id: "registry:unit registry:unit-edit registry:unit-head accounts:unit-door "
                               "accounts:unit-door-replace dashboards:unit dashboards:people",
        rows.job.public_id: "jobs:job jobs:progress jobs:cancel jobs:retry jobs:download",
        rows.budi.username: "accounts:account accounts:account-letter "
                            "accounts:account-activation accounts:role-give",
        personal_token(rows.personal_link): "accounts:personal-link",
        unit_token(rows.unit_link): "accounts:unit-link accounts:unit-confirm",
        rows.signature.public_id: "pledges:done pledges:certificate pledges:certificate-status "
                                  "pledges:print-certificate",
        rows.signature.document.code: "documents:verify-code",
        rows.signature.document.public_id: "documents:seal documents:seal-sign documents:seal-accept "
                                           "documents:seal-again",
        rows.campaign.public_id: "pledges:sign pledges:campaign pledges:campaign-extend pledges:campaign-close "
                                 "pledges:campaign-archive pledges:text-change pledges:campaign-ways",
        rows.draft.public_id: "pledges:campaign-edit pledges:campaign-readiness pledges:campaign-open "
                              "pledges:campaign-delete",
        rows.change.public_id: "pledges:text pledges:text-edit pledges:text-approve pledges:text-difference "
                               "pledges:text-discard pledges:text-publish pledges:text-preview pledges:text-live "
                               "pledges:text-speed",
        rows.batch.public_id: "registry:import registry:import-mapping registry:import-check registry:import-apply "
                              "registry:import-discard registry:import-refused",
        rows.campaign.election.public_id: "pledges:election-edit",
    }  # fmt: skip
    for argument, names in by_row.items():
        found |= dict.fromkeys(names.split(), (argument,))
    found |= dict.fromkeys(("pledges:text-picture", "pledges:text-sample"), (rows.change.public_id, "biasa"))
    found["accounts:role-revoke"] = (rows.budi.username, rows.role.public_id)
    place = (rows.campaign.public_id, rows.school.public_id)
    found |= {"pledges:poster-open": place, "pledges:poster": (*place, "A4")}
    found |= dict.fromkeys(("pledges:mailing", "pledges:mailing-send"), place)
    found["pledges:void-propose"] = (rows.signature.public_id,)
    found["pledges:void"] = (rows.void.public_id,)
    found["pledges:own-data-download"] = ("json",)
    found["registry:correction"] = (rows.correction.public_id,)
    found |= dict.fromkeys(
        [f"registry:reconciliation{end}" for end in ("", "-columns", "-report", "-follow")], (rows.run.public_id,)
    )
    found |= dict.fromkeys(("dashboards:as-of-unit", "dashboards:as-of-people"), (rows.school.public_id,))
    weekly = mondays.freeze(campaign=rows.campaign, by=BY)
    found |= dict.fromkeys(("dashboards:monday", "dashboards:monday-mail"), (weekly.public_id,))
    found["registry:transfer-settle"] = (rows.transfer.public_id, "terima")
    return found


def visitor(world: World) -> Client:
    """A phone on which Amir has opened his link and said that it is he."""
    client = Client()
    answer = client.post(world.address("accounts:personal-link"))
    assert answer.status_code == 302, answer.status_code
    return client
