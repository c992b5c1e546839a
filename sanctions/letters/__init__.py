"""The papers of a case: their wording as it comes with the portal, and who may know of them."""

from django.db.models import Q, QuerySet
from django.urls import reverse

from netralitas.access.models import User
from netralitas.access.permissions import Permission
from netralitas.documents.letters import LetterField, LetterKind, Secrecy
from netralitas.documents.models import Letter
from sanctions.models import Case, CasePerson
from sanctions.queries.parts import parts_of
from sanctions.transitions import Part

ABOUT_PERSON = "sanctions.caseperson"


def visible(user: User, letters: QuerySet) -> QuerySet:
    """Papers of cases the user may open: the one gate of cases decides."""
    persons = CasePerson.objects.filter(case__in=Case.objects.behind_the_wall_of(user))
    return letters.filter(Q(subject_type=ABOUT_PERSON, subject_key__in=persons.values("public_id")))


def page_of(letter: Letter) -> str:
    """The page of the papers of the person a letter is about."""
    return reverse("sanctions:person-letters", args=[letter.subject_key])


def may_act(user: User, letter: Letter) -> bool:
    """The secretariat and the team write the papers of a case; a member of the council reads."""
    person = CasePerson.objects.select_related("case").filter(public_id=letter.subject_key).first()
    return person is not None and bool(parts_of(user, person.case) & {Part.SECRETARIAT, Part.TEAM})


def paper(code: str, label: str, *fields: LetterField, **wording: object) -> LetterKind:
    """A kind of paper of a case: secret, about a person, worded by BKPSDM, issued by whoever works the case."""
    return LetterKind(
        code=code, label=label, fields=fields, visible=visible, subject_url=page_of, may_act=may_act,
        group="Penanganan Pelanggaran",
        edit_permission=Permission.CATALOGUE_EDIT, issue_permission=Permission.CASE_WORK, secrecy=Secrecy.SECRET,
        names_person=True, public_label="Surat dinas", **wording,
    )  # fmt: skip


def decree_heading(about: str) -> str:
    """The head of a keputusan: who decides, its number, and what about."""
    return (
        f"KEPUTUSAN {{pejabat}}\nNOMOR {{nomor}}\n\nTENTANG\n\n{about}\n\n"
        "DENGAN RAHMAT TUHAN YANG MAHA ESA\n\n{pejabat},"
    )


PERSON = (
    LetterField("nama", "Nama terlapor", sample="Siti Rekaan, S.Pd."),
    LetterField("nip", "NIP", required=False, sample="19850412 201001 2 009"),
    LetterField("pangkat", "Pangkat/golongan ruang", required=False, sample="Penata, III/c"),
    LetterField("jabatan", "Jabatan", required=False, sample="Guru Ahli Muda"),
    LetterField("unit", "Unit kerja", sample="SD Negeri Ciruas 1, Dinas Pendidikan"),
)
IDENTITY = LetterField("identitas", "Identitas", sample="NIP 19850412 201001 2 009, Penata, III/c, Guru Ahli Muda")
ACTS = LetterField(
    "perbuatan", "Perbuatan yang diduga", kind="list",
    sample=["Menyukai dan membagikan unggahan calon di media sosial pada tanggal 10 Februari 2026"],
)  # fmt: skip
LAW = LetterField(
    "dasar_hukum", "Dasar hukum (Mengingat)", kind="long",
    sample="1. Undang-Undang Nomor 20 Tahun 2023 tentang Aparatur Sipil Negara;",
)  # fmt: skip
OFFICIAL = LetterField("pejabat", "Pejabat yang menetapkan", sample="BUPATI CONTOH")
ARTICLES = LetterField("pasal", "Ketentuan yang dilanggar", sample="Pasal 5 huruf n angka 5 PP Nomor 94 Tahun 2021")
