"""The kinds of patterns that ask for a question, and the thresholds from which they do: names, reasons, defaults."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """One kind of pattern: its code in addresses, the question it asks, why, and what its measure means."""

    code: str
    question: str
    reason: str
    ordinary: str  # causes that are quite in order, always said beside it
    measure: str = ""  # heading of the column; "" shows none


@dataclass(frozen=True)
class Threshold:
    """One number that may be set otherwise: what it is called, in which unit, within which bounds."""

    code: str
    kind: str
    label: str
    unit: str
    default: int
    lowest: int
    highest: int
    explanation: str


DEVICE, STROKES, BURST, READING, NIGHT, REVEALED, CONTACT = (
    "perangkat", "goresan", "rentetan", "membaca", "malam", "tautan", "kontak"
)  # fmt: skip

KINDS: dict[str, Kind] = {
    kind.code: kind
    for kind in (
        Kind(
            DEVICE, "Apakah HP ini memang dipakai bergantian?",
            "Beberapa orang menandatangani dari satu perangkat, tanpa tanda HP bersama dan bukan di Pos Tanda Tangan.",
            "Wajar bila rekan meminjamkan HP-nya tetapi lupa menekan Lanjut untuk rekan di HP ini.",
        ),
        Kind(
            STROKES, "Apakah tanda tangan ini digambar oleh orangnya masing-masing?",
            "Bentuk goresannya nyaris sama pada orang yang berlainan, sesudah besar dan letaknya disamakan.",
            "Wajar bila parafnya sangat sederhana, misalnya satu lingkaran atau satu huruf.", "Beda bentuk (permil)",
        ),
        Kind(
            BURST, "Apakah saat itu ada apel atau penandatanganan bersama?",
            "Banyak orang dari satu unit tercatat hampir bersamaan.",
            "Wajar saat apel ikrar, rapat, atau jam datang.", "Orang dalam rentetan",
        ),
        Kind(
            READING, "Apakah naskahnya sempat dibaca?",
            "Waktu di halaman naskah hanya beberapa detik.",
            "Wajar bila naskah sudah dibacakan di apel, atau halaman dibuka untuk kedua kalinya.", "Detik membaca",
        ),
        Kind(
            NIGHT, "Mengapa ditandatangani pada jam malam?",
            "Tercatat di luar jam orang biasa menandatangani, menurut waktu setempat.",
            "Wajar bagi yang bertugas malam, di rumah sakit, pemadam kebakaran, dan penjagaan.",
        ),
        Kind(
            REVEALED, "Apakah orangnya sendiri yang membuka tautannya?",
            "Tautan pribadi dibuka pada perangkat yang sama dengan perangkat operator yang melihat tautan itu.",
            "Wajar bila orangnya menandatangani di meja operator.",
        ),
        Kind(
            CONTACT, "Apakah surel atau nomor HP yang baru memang milik orangnya?",
            "Surel atau nomor HP diganti operator tidak lama sebelum tautan dikirim ke sana.",
            "Wajar bila alamat lamanya salah atau sudah tidak dipakai.", "Jam antara penggantian dan kiriman",
        ),
    )
}  # fmt: skip

THRESHOLDS: dict[str, Threshold] = {
    one.code: one
    for one in (
        Threshold(
            "device_people", DEVICE, "Orang pada satu perangkat", "orang", 3, 2, 100,
            "Ditanyakan mulai sekian orang yang berlainan pada satu perangkat.",
        ),
        Threshold(
            "stroke_distance", STROKES, "Beda bentuk goresan", "permil", 60, 10, 200,
            "Dua goresan dianggap nyaris sama bila beda rata-ratanya paling besar sekian permil dari besar goresan.",
        ),
        Threshold(
            "burst_people", BURST, "Orang dalam rentetan", "orang", 10, 3, 500,
            "Ditanyakan mulai sekian orang dari satu unit dalam waktu di bawah ini.",
        ),
        Threshold("burst_seconds", BURST, "Lama rentetan", "detik", 60, 5, 3600, "Panjang waktu yang diperiksa."),
        Threshold(
            "reading_seconds", READING, "Lama membaca", "detik", 8, 1, 600,
            "Naskah dianggap hampir tidak dibaca bila dibuka kurang dari sekian detik.",
        ),
        Threshold(
            "reading_people", READING, "Orang yang hampir tidak membaca", "orang", 5, 1, 1000,
            "Baru ditanyakan bila ada sekian orang pada satu unit.",
        ),
        Threshold("night_from", NIGHT, "Jam malam mulai pukul", "", 22, 0, 23, "Jam pertama yang dianggap malam."),
        Threshold("night_until", NIGHT, "Jam malam sampai sebelum pukul", "", 4, 0, 23, "Jam pertama yang tidak lagi."),
        Threshold(
            "night_people", NIGHT, "Orang pada jam malam", "orang", 5, 1, 1000,
            "Baru ditanyakan bila ada sekian orang pada satu unit.",
        ),
        Threshold(
            "contact_hours", CONTACT, "Jarak penggantian kontak", "jam", 48, 1, 720,
            "Ditanyakan bila tautan dikirim paling lama sekian jam sesudah kontak diganti.",
        ),
    )
}  # fmt: skip
