"""Phone numbers as messengers want them."""

import re


def whatsapp_number(phone: str) -> str:
    """`0812-3456-7890` → `6281234567890`, also without the 0 that Excel ate; "" when it is no mobile number."""
    digits = re.sub(r"\D", "", phone)
    for prefix in ("62", "0"):
        digits = digits.removeprefix(prefix)
    return f"62{digits}" if digits.startswith("8") and 9 <= len(digits) <= 12 else ""
