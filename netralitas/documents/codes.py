"""Verification codes: 23 random symbols and one that checks them, easy to read out and to type from paper.

31 symbols: digits and capitals without I, L, O, U, S, which people take for 1, 0, V, 5. 23 random symbols are
113 bits. 31 is prime, so a sum with the weights 1…24 catches every single wrong symbol and every swap of two.
"""

import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRTVWXYZ"
LENGTH = 24

_VALUE = {symbol: value for value, symbol in enumerate(ALPHABET)}
_GROUP = 4
_LONGEST_TYPED = 80  # with spaces and dashes between; more is no code
_MEANT = str.maketrans("OILSU", "0115V")


def new_code() -> str:
    """A fresh code of 24 symbols, with the randomness of the operating system."""
    number, body = secrets.randbelow(len(ALPHABET) ** (LENGTH - 1)), ""
    for _ in range(LENGTH - 1):
        number, place = divmod(number, len(ALPHABET))
        body += ALPHABET[place]
    return body + _check_symbol(body)


def clean(text: str) -> str | None:
    """The code a person meant, or None: case, spaces, dashes, O/0, I and L/1, S/5, U/V are forgiven."""
    if len(text) > _LONGEST_TYPED:
        return None
    code = "".join(c for c in text.upper() if c.isascii() and c.isalnum()).translate(_MEANT)
    return code if is_valid(code) else None


def is_valid(code: str) -> bool:
    """Whether 24 known symbols satisfy the check."""
    if len(code) != LENGTH or any(symbol not in _VALUE for symbol in code):
        return False
    return code[-1] == _check_symbol(code[:-1])


def pretty(code: str) -> str:
    """In groups of four, as printed: `7K2M-…`."""
    return "-".join(code[start : start + _GROUP] for start in range(0, len(code), _GROUP))


def _check_symbol(body: str) -> str:
    """The symbol that makes Σ weight × value ≡ 0 (mod 31); its own weight is 24 ≡ -7."""
    total = sum(weight * _VALUE[symbol] for weight, symbol in enumerate(body, start=1))
    return ALPHABET[-total * pow(LENGTH, -1, len(ALPHABET)) % len(ALPHABET)]
