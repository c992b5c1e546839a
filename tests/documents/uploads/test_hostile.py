"""The corpus made to do harm: every file is refused, has no copy, or a harmless one, within 256 MB and 20 seconds."""

import io
import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from PIL import Image

from netralitas.documents.uploads import asking
from netralitas.documents.uploads.asking import PROBLEMS, Copy
from netralitas.documents.uploads.kinds import Kind, recognise, shown_name
from netralitas.documents.uploads.redrawing.pictures import LONGEST_SIDE
from netralitas.errors import DomainError
from tests.documents.uploads.hostile_papers import PAPERS, SLOW
from tests.documents.uploads.hostile_pictures import HARMLESS, MARK, PICTURES, REFUSED, UNSEEN

pytestmark = pytest.mark.sqlite_only  # no database is asked, so once is enough
MEMORY, SECONDS = 256 << 20, 20
_HEAVY = (
    "png just under the cap, see-through", "png just under the cap, all zeros", "png colour profile bomb",
    "jpeg with 2,000 scans", "pdf of 20,000 pages", "pdf with brackets a million deep", "gif of 2,000 frames",
)  # fmt: skip
LIGHT = {name: one for name, one in (PICTURES | PAPERS).items() if name not in _HEAVY}
HEAVY = SLOW | {name: (PICTURES | PAPERS)[name] for name in _HEAVY}
_ACTIVE = re.compile(rb"/(JavaScript|JS|Launch|EmbeddedFile|Filespec|OpenAction|AA|URI|XFA|RichMedia|ObjStm|Encrypt)\b")


def judge(name: str, content: bytes) -> tuple[str, Copy]:
    """What becomes of a file in the locker, which takes more kinds than any other door; its limits are kept."""
    try:
        kind = recognise(io.BytesIO(content), name, tuple(Kind))
    except DomainError as refusal:
        assert refusal.message.endswith("Belum ada yang tersimpan.")
        return REFUSED, Copy()
    copy, spent = asking.measured(content, kind)
    assert spent.memory <= MEMORY, f"{spent.memory >> 20} MB"
    assert spent.seconds <= SECONDS + 2, f"{spent.seconds:.1f} s"
    if copy.problem:
        assert copy.problem in PROBLEMS
        assert copy.content == b""
        return UNSEEN, copy
    return HARMLESS, copy


def is_clean(copy: Copy) -> bool:
    """Whether a copy is nothing but pixels or words."""
    if copy.media == "application/pdf":
        return MARK not in copy.content and not _ACTIVE.search(copy.content) and 0 < copy.pages <= 50
    if copy.media == "text/plain":
        return not re.search(r"[\x00-\x08\x0b-\x1f\u202a-\u202e]", copy.content.decode())
    drawn = Image.open(io.BytesIO(copy.content))
    drawn.load()
    told = MARK in copy.content or drawn.getexif() or {"icc_profile", "exif", "comment", "xmp"} & set(drawn.info)
    return not told and drawn.format == "JPEG" and max(drawn.size) <= LONGEST_SIDE and not hasattr(drawn, "mpinfo")


def test_corpus_is_large_enough():
    assert len(LIGHT) + len(HEAVY) >= 60


@pytest.mark.parametrize("name", LIGHT)
def test_hostile_file_is_refused_or_neutralised(name):
    file_name, make, allowed = LIGHT[name]

    outcome, copy = judge(file_name, make())

    assert outcome in allowed
    assert outcome != HARMLESS or is_clean(copy)
    assert not re.search(r"[\x00-\x1f/\\\u202a-\u202e]", shown_name(file_name))


@pytest.mark.long
def test_hostile_file_that_takes_its_time_is_ended():
    with ThreadPoolExecutor(2) as pool:
        judged = dict(zip(HEAVY, pool.map(lambda one: judge(one[0], one[1]()), HEAVY.values()), strict=True))

    assert [name for name, (outcome, _) in judged.items() if outcome not in HEAVY[name][2]] == []
    assert [name for name, (outcome, copy) in judged.items() if outcome == HARMLESS and not is_clean(copy)] == []


@pytest.mark.parametrize("name", ["pdf with a script on opening", "jpeg with a place and words"])
def test_original_would_be_told_from_a_clean_copy(name):
    """The control: what came in is not clean by the same measure."""
    _, make, _ = LIGHT[name]
    content = make()
    media = "application/pdf" if content.startswith(b"%PDF") else "image/jpeg"

    assert not is_clean(Copy(content=content, media=media, pages=1))
