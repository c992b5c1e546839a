"""What a hostile or broken client sends. No English word stands here, so that none can come back as an echo."""

import random
from urllib.parse import quote

MARKER = "<svg/onload=tes>"  # must never come back unescaped
MEGABYTE = "A" * 1_000_000

TEXTS = (
    "", " ", "\x00", "abc\x00def", "\ufeff", "\u202eterbalik", "e\u0301" * 200, "💥👨‍👩‍👧‍👦", "\ud83d", "ꦱꦶꦠꦶ", "سيتي",
    MARKER, f'"><b id=x>{MARKER}', "javascript:tes()", "' UNION DROP TABLE pegawai; --", "%s%n%x{0}", "{{7*7}}",
    "{%load x%}",
    "../../../../etc/passwd", "=HYPERLINK(1)", "\r\nSet-Cookie: a=b", "\t\v\f\x1b[31m\x7f", "null", "[]", "{}", "NaN",
    "Infinity", "true", "-1", "0", "1e309", "٣", "９９", "²", "1" * 30, "9" * 5000, "0x7fffffffffffffff",
    str(2**31), str(2**63), str(-(2**63) - 1), "9999-99-99", "0000-00-00", "10000-01-01", "30-02-2026",
    "2026-13-01T99:99", "0001-01-01T00:00", "9999-12-31T23:59", "25:61", "198504122010012", "198504122010012001",
    "1.98504E+17", "3604010101850001", "a@b", "@", "a" * 5000, "kata " * 2000, "\n" * 3000,
)  # fmt: skip

CLASSICS = ("\x00", "\ud83d", "9" * 5000)  # what breaks PostgreSQL, UTF-8 and int()

RAW_VALUES = (  # bytes of a query or a form that no browser writes
    "%ED%A0%80", "%00", "%C0%80", "%F5%80%80%80", "%", "%zz", "%u0041", "%FF%FE", "%E2%80%AE", "+", "%0d%0aX-A:%20b",
)  # fmt: skip

PATH_PARTS = (
    "%00", "x%00y", "%ED%A0%80", "%F0%9F%92%A5", "%E2%80%AE", "..%2f..%2fetc%2fpasswd", "%2e%2e", "0", "-1", "9" * 300,
    "null", "NaN", "%27%20UNION%20--", quote(MARKER, safe=""), "%7B%7B7*7%7D%7D", "%0d%0aX-A:%20b", "%C3%28",
    "a" * 3000, "²", "%20", "%25", "*", "aktif", "2222222222222222", "2222222222222222-" + "a" * 24, "ZZZZ-" * 6,
)  # fmt: skip

LIST_KEYS = (
    "cari",
    "urut",
    "hal",
    "per",
    "unduh",
    "jenis",
    "kedudukan",
    "keadaan",
    "status",
    "tingkat",
    "unit",
    "dari",
)
LIST_VALUES = (
    "-1",
    "0",
    "9" * 40,
    "1e3",
    "nama",
    "-nama",
    "-",
    "--nama",
    "pk",
    "password",
    "xlsx",
    "csv",
    "pdf",
    "PNS",
)

_FILE_PART = (
    '--x\r\nContent-Disposition: form-data; name="file"; filename="../../\x00.xlsx"\r\n'
    "Content-Transfer-Encoding: base64\r\n\r\n***\r\n--x--\r\n"
)
BODIES = (  # (content type, body)
    ("application/json", b'{"a": "\\ud800", "b": ["\\u0000"]}'),
    ("application/json", b"{" * 2000),
    ("application/json", b"[1, 2"),
    ("application/json; charset=klingon", b"{}"),
    ("application/x-www-form-urlencoded", b"a=%ED%A0%80&a=%00&&==&%00=%00"),
    ("application/x-www-form-urlencoded; charset=utf-16", b"a=1"),
    ("application/x-www-form-urlencoded; charset=klingon", b"a=1"),
    ("application/x-www-form-urlencoded", b"\xff\xfe\x00\x01" * 50),
    ("multipart/form-data", b"tanpa batas"),
    ("multipart/form-data; boundary=x", b"bukan multipart"),
    ("multipart/form-data; boundary=x", b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nputus'),
    ("multipart/form-data; boundary=x", b'--x\r\nContent-Disposition: form-data; name="\x00"\r\n\r\n\x00\r\n--x--\r\n'),
    ("multipart/form-data; boundary=x", _FILE_PART.encode()),
    ("multipart/form-data; boundary=" + "y" * 500, b"--"),
    ("text/xml", b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'),
    ("", b"\x00"),
    ("tidak/jelas; ;;=", b"a=1"),
)  # fmt: skip

HEADERS = (
    {},
    {"HTTP_X_FORWARDED_FOR": "1.1.1.1, \x7f, <x>, " + "9" * 300},
    {"HTTP_USER_AGENT": "\x01\xff" + "U" * 4000},
    {"HTTP_ACCEPT_LANGUAGE": "x-" * 200 + ",id;q=NaN"},
    {"HTTP_RANGE": "bytes=99999999999999999999-1,-5"},
    {"HTTP_IF_MODIFIED_SINCE": "kemarin", "HTTP_IF_NONE_MATCH": '"' * 30},
    {"HTTP_HX_REQUEST": "true", "HTTP_HX_TARGET": "\xff<x>", "HTTP_X_REQUESTED_WITH": "fetch"},
    {"HTTP_COOKIE": "netralitas_kunjungan=\xff; netralitas_perangkat=..; netralitas_sesi=%00; a=b; ;=;"},
    {"HTTP_COOKIE": "netralitas_dikenal=e30:1:x; messages=x; netralitas_csrf=" + "k" * 3000},
    {"HTTP_REFERER": "\xff://", "HTTP_ORIGIN": "null"},
)

FILES = (  # (name, content) for file fields
    ("kosong.xlsx", b""),
    ("acak.xlsx", bytes(range(256)) * 40),
    ("rusak.xlsx", b"PK\x03\x04" + b"\x00" * 200),
    ("rusak.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 600),
    ("rusak.csv", b"NIP;NAMA\n\x00\xff;\xfe\n" * 20),
    ("nul.csv", b"NIP;NAMA;UNIT\n198504122010012001;Siti\x00;Dinas\n"),
    ("data.csv", "NIP;NAMA;UNIT KERJA\n1.98504E+17;=1+1;💥\n;;\n".encode()),
    ("a" * 400 + ".xlsx", b"x"),
    ("\u202excod.xlsx", b"PK\x05\x06" + b"\x00" * 18),
    ("gambar.png", b"\x89PNG\r\n\x1a\n" + b"\x00" * 50),
    ("vektor.png", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
)


def text(chance: random.Random) -> str:
    """One hostile value; seldom a megabyte."""
    return MEGABYTE if chance.random() < 0.004 else chance.choice(TEXTS)


def query(chance: random.Random, more_keys: list[str]) -> str:
    """A query string with known and unknown keys, arrays for scalars, keys twice, broken escapes."""
    pairs = []
    for _ in range(chance.randint(1, 5)):
        key = quote(chance.choice([*LIST_KEYS, *more_keys, "x", "cari[]", "\x00"]))
        kind = chance.random()
        if kind < 0.3:
            value = chance.choice(RAW_VALUES)
        elif kind < 0.6:
            value = chance.choice(LIST_VALUES)
        else:
            value = quote(chance.choice(TEXTS).encode("utf-8", "surrogatepass")[:600])
        pairs.append(f"{key}={value}")
    return "&".join(pairs)[:3500]
