"""Stamping: the same paper for thousands of persons, laid out once and filled in by bytes.

WeasyPrint is the engine of record: what it draws is right. But it lays the same page out anew for every person, a tenth
of a second each, though only some words, the QR and the signature differ. So:

1. `compiling`: WeasyPrint lays the paper out once with *markers* in place of the person's texts, in as many lines as
   the person's have (`shape`). Where the markers stand in the laid-out page, and in the page's content stream, are the
   *holes*. What lies between them is constant and is kept compressed.
2. `lettering`: a text for a hole is set by the same Pango, glyph by glyph, from tables that Pango itself has filled:
   the same glyph numbers, kerning and line breaks as WeasyPrint would write.
3. `stamping`: a person's page is the constant pieces with the holes filled, the kop as an object per unit, the QR and
   the drawn signature as pictures of their own. `assembling` joins pages to a PDF/A-3b, one file or a print run.
4. `proof`: a plan is used only after it printed test persons exactly as WeasyPrint does: no different pixel at two
   resolutions, the same text. What cannot be compiled or proven, and persons with letters outside the proven repertoire
   or texts that would break lines otherwise than computed, go the plain way by themselves, and are counted.

Which parts of a paper's facts are personal is said by the room that owns the paper (`papers.Personal`).
The same facts give the same bytes: a plan depends on the constant facts, the shape and nothing else.
"""


class Unstampable(Exception):
    """This paper or this person goes the plain way; the message says why, for the log."""
