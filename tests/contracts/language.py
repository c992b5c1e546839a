"""What counts as English, or as a word the office does not use, in text that people see."""

import re
from html.parser import HTMLParser

# words that are never Indonesian; loan words in office use (status, operator, data, email, PDF …) are not here
ENGLISH = frozenset(
    """
    about account add after all already always an and any are at available back be been before below but by can cannot
    cancel change choose click close confirm contact could create current dashboard date delete denied details did does
    done download edit empty enter error errors every failed field first for found from has have help home how if in
    invalid is it items its language last loading logged login logout made make more must name never new next none
    not now of off on one only open optional or other our page pages password please previous read remove required
    results return row rows save search see select selected send settings should show showing sign signed since skip
    some submit success successfully than thank that the their then there these they this those to today update upload
    use used user username value view warning was we welcome were what when where which who will with without wrong yes
    yesterday yet you your
    """.split()  # noqa: SIM905
)
NOT_OUR_WORDS = re.compile(
    r"\b(dasbor|menolak(?! politik uang)|zona merah|kampanye ikrar|(?<!dalam )kegiatan kampanye"
    r"|(buka|tutup|pilih|buat) kampanye|lorem|ipsum)\b",
    re.IGNORECASE,
)
# proper names that stay as they are
NAMES = re.compile(
    r"\b(Argon2id|WhatsApp|Excel|Chrome|Android|OpenID Connect|Single Sign-On|SIASN|SIMPEG)\b", re.IGNORECASE
)


class _Visible(HTMLParser):
    """Collects the text nodes and the attributes people see or hear."""

    spoken = frozenset({"title", "alt", "placeholder", "aria-label", "value"})
    silent = frozenset({"script", "style", "template", "code"})

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self._inside: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag in self.silent:
            self._inside.append(tag)
        named = dict(attributes)
        is_label = named.get("type") in {None, "submit", "button"} and tag != "option"
        spoken = self.spoken if is_label else self.spoken - {"value"}
        self.parts += [text for name, text in attributes if name in spoken and text]

    def handle_endtag(self, tag: str) -> None:
        if self._inside and self._inside[-1] == tag:
            self._inside.pop()

    def handle_data(self, text: str) -> None:
        if not self._inside:
            self.parts.append(text)


def visible_text(html: str) -> str:
    """The words of a page as people see or hear them."""
    parser = _Visible()
    parser.feed(html)
    return "\n".join(part.strip() for part in parser.parts if part.strip())


def wrong_words(text: str) -> list[str]:
    """English words, words the office does not use, Django's row of dashes; in order of appearance, each once."""
    text = NAMES.sub(" ", text)
    english = [word for word in re.findall(r"(?<![\w./@-])[a-z]+(?![\w/@-])", text.lower()) if word in ENGLISH]
    dashes = ["---------"] if "---------" in text else []
    return list(dict.fromkeys(english + [match.group(0) for match in NOT_OUR_WORDS.finditer(text)] + dashes))
