"""Letters as drafts and issued, the wording of a kind, the papers of a case, and the addresses that lead to them."""

from netralitas.documents.actions import letters
from netralitas.documents.uploads import keeping
from netralitas.documents.uploads.asking import Copy
from netralitas.keys import data_key
from netralitas.registry.models import Opd
from pledges import letters as kinds
from pledges.actions.letters import tell_bawaslu
from pledges.models import Campaign
from tests.cast import make_staff
from tests.documents.letter_cases import KOP, SIGNER
from tests.sanctions import matters

Arguments = dict[str, tuple[str, ...]]
_DRAFT = "letter-edit letter-issue letter-discard"
_ISSUED = "letter letter-file letter-pdf letter-number letter-scan letter-void"
_WORDING = "letter-template letter-template-edit letter-template-preview letter-template-sample"


def arguments(*, campaign: Campaign, dinas: Opd) -> Arguments:
    """Make the rows; every URL name about them, and what to give it."""
    draft = tell_bawaslu(campaign, request_letter="", dated_on=matters.OPENED_ON, office="KESBANGPOL", by=matters.BY)
    table = {"columns": ["Uraian", "Orang"], "rows": [["Wajib", 2]]}
    values = {"kegiatan": "Ikrar Uji", "keadaan": "hari ini", "jumlah": table, "jenis": table, "opd": table}
    issued = letters.draft(kind=kinds.BAWASLU, values=values, kop=KOP, signer=SIGNER, by=matters.BY)
    letters.issue(letter=issued, by=matters.BY)
    scan = keeping.Scan(keeping.store(b"uji", data_key("scan")), "0" * 64, "pdf", 1)
    keeping.store_copy(scan.name, Copy(content=b"%PDF-1.7 uji", pages=1), data_key("scan"))
    kept = letters.keep_scan(letter=issued, scan=scan, by=matters.BY)
    person = matters.make_case(make_staff("Terlapor Surat", dinas)).persons.get()
    found: Arguments = {f"documents:{name}": (draft.public_id,) for name in _DRAFT.split()}
    found |= {f"documents:{name}": (issued.public_id,) for name in _ISSUED.split()}
    found |= {f"documents:{name}": (kinds.BAWASLU,) for name in _WORDING.split()}
    found["documents:letter-scan-copy"] = (issued.public_id, kept.public_id)
    found["documents:letter-template-version"] = (kinds.BAWASLU, "1")
    found["sanctions:person-letters"] = (person.public_id,)
    found["sanctions:case-dossier"] = (person.case.public_id,)
    return found
