"""Component tags: one place for how things look; every one is shown on the gallery page."""

from collections.abc import Iterator

from django import template
from django.db.models import TextChoices
from django.forms import BaseForm
from django.template.loader import get_template
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from netralitas.ui import formats, icons, statuses, theme
from netralitas.ui.lists import List

register = template.Library()

ALERT_ICONS = {
    "info": "info-circle-fill",
    "success": "check-circle-fill",
    "warning": "exclamation-triangle-fill",
    "danger": "exclamation-octagon-fill",
}
MESSAGE_TONES = {"debug": "info", "error": "danger"}
BAR_WIDTH = 100


def _address(url: str) -> str:
    """A URL as it is, or the address of a URL name without arguments."""
    if not url or url.startswith(("/", "#", "?", "http://", "https://", "mailto:", "tel:")):
        return url
    try:
        return reverse(url)
    except NoReverseMatch:
        return url


@register.simple_tag
def theme_url() -> str:
    """The address of /tema.css with the mark of the present colour."""
    return f"{reverse('ui:theme')}?v={theme.version(theme.accent())}"


@register.simple_tag
def now_text() -> str:
    """`23 Oktober 2023, pukul 07.35 WIB`: this moment, for prints and live figures."""
    return formats.moment(timezone.now())


@register.simple_tag
def icon(name: str, css_class: str = "", label: str = "") -> SafeString:
    """`{% icon "pen" %}`: inline SVG, decorative unless `label` is given; unknown names raise."""
    return icons.render(name, css_class=css_class, label=label)


@register.simple_tag
def status(code: str | TextChoices, kind: str = "staff", word: str = "") -> SafeString:
    """`{% status obligation.state %}`, `{% status opd_state "opd" %}`: colour and word and icon."""
    look = statuses.look(kind, str(getattr(code, "value", code)), word=word)
    return format_html('<span class="status status-{}">{}{}</span>', look.tone, icons.render(look.icon), look.word)


@register.inclusion_tag("ui/empty_state.html")
def empty_state(title: str, text: str = "", url: str = "", label: str = "", icon: str = "inbox") -> dict[str, str]:
    """What is empty, and the next step as a link."""
    return {"title": title, "text": text, "url": _address(url), "label": label, "icon_name": icon}


@register.simple_tag
def progress_cell(part: int, whole: int, label: str = "") -> SafeString:
    """`{% progress_cell 7 8 %}`: bar, percentage and "7 dari 8", aligned for a table cell."""
    part, whole = int(part or 0), int(whole or 0)
    filled = min(BAR_WIDTH, float(formats.percentage(part, whole) or 0))
    tone = "full" if whole and part >= whole else "part"
    return format_html(
        '<span class="progress-cell">{}<svg class="bar bar-{}" viewBox="0 0 100 8" preserveAspectRatio="none"'
        ' aria-hidden="true" focusable="false"><rect class="bar-track" width="100" height="8"></rect>'
        '<rect class="bar-fill" width="{}" height="8"></rect></svg>'
        '<span class="progress-percent">{}</span> <span class="progress-count">{} dari {}</span></span>',
        format_html('<span class="progress-label">{}</span>', label) if label else "",
        tone,
        f"{filled:g}",
        formats.percent(part, whole),
        formats.number(part),
        formats.number(whole),
    )


@register.inclusion_tag("ui/stat.html")
def stat(label: str, value: object, note: str = "", icon: str = "", url: str = "") -> dict[str, object]:
    """One figure with its label; integers are written `1.234`, a note says what it means."""
    shown = formats.number(value) if isinstance(value, int) else value
    return {"label": label, "value": shown, "note": note, "icon_name": icon, "url": _address(url)}


@register.simple_block_tag
def alert(content: str, tone: str = "info", title: str = "") -> SafeString:
    """`{% alert "warning" "Judul" %}…{% endalert %}`: info, success, warning or danger."""
    return get_template("ui/alert.html").render(
        {"content": content, "tone": tone, "title": title, "icon_name": ALERT_ICONS[tone]}
    )


@register.inclusion_tag("ui/message.html")
def message(entry: object) -> dict[str, str]:
    """One entry of django.contrib.messages as an alert; errors interrupt a screen reader, others wait."""
    tone = MESSAGE_TONES.get(entry.level_tag, entry.level_tag or "info")
    return {"tone": tone, "text": str(entry), "icon_name": ALERT_ICONS.get(tone, ALERT_ICONS["info"])}


@register.simple_block_tag
def card(content: str, title: str = "", note: str = "", level: int = 2) -> SafeString:
    """`{% card "Judul" %}…{% endcard %}`: a quiet box; `level` is the heading's level."""
    return get_template("ui/card.html").render({"content": content, "title": title, "note": note, "level": level})


@register.simple_block_tag
def breadcrumbs(content: str) -> SafeString:
    """`{% breadcrumbs %}{% crumb "Beranda" "home" %}{% crumb "Data Pegawai" %}{% endbreadcrumbs %}`."""
    return format_html('<nav class="breadcrumbs" aria-label="Letak halaman"><ol>{}</ol></nav>', content)


@register.simple_tag
def crumb(label: str, url: str = "") -> SafeString:
    """One step of the breadcrumbs; the last has no address and is the current page."""
    if url:
        return format_html('<li><a href="{}">{}</a></li>', _address(url), label)
    return format_html('<li><span aria-current="page">{}</span></li>', label)


@register.simple_block_tag
def table(content: str, caption: str, css_class: str = "") -> SafeString:
    """`{% table "Daftar pegawai" %}<thead>…{% endtable %}`: cells with `data-label` become cards on a phone."""
    return format_html(
        '<div class="table-frame"><table class="table-cards {}"><caption class="visually-hidden">{}</caption>'
        "{}</table></div>",
        css_class,
        caption,
        content,
    )


@register.simple_block_tag
def list_region(content: str, listing: List) -> SafeString:
    """What htmx replaces when a list is searched, sorted or paged; without JavaScript a plain box."""
    region = f"{listing.prefix}daftar"
    return format_html(
        '<div id="{0}" class="list-region" hx-target="#{0}" hx-select="#{0}" hx-swap="outerHTML" hx-push-url="true">'
        "{1}</div>",
        region,
        content,
    )


@register.inclusion_tag("ui/list_tools.html")
def list_tools(listing: List, search_hint: str = "Cari") -> dict[str, object]:
    """Search box, declared filters, result count and the download link of a list."""
    return {"listing": listing, "search_hint": search_hint}


@register.simple_tag
def sort_header(listing: List, key: str, label: str = "", css_class: str = "") -> SafeString:
    """`{% sort_header listing "nama" %}`: the `<th>` of a declared column, a link when it sorts."""
    column = listing.column(key)
    return get_template("ui/sort_header.html").render(
        {
            "label": label or column.label,
            "css_class": f"{css_class} {column.css_class}".strip(),
            "url": listing.sort_url(key) if column.sort else "",
            "direction": listing.direction(key),
        }
    )


@register.inclusion_tag("ui/pager.html")
def pager(listing: List) -> dict[str, object]:
    """Pages of a list with the page size; nothing when all fits on one page."""
    return {"listing": listing}


@register.inclusion_tag("ui/form_errors.html")
def form_errors(form: BaseForm) -> dict[str, object]:
    """A summary of all mistakes with a link to each field (crispy forms show it by themselves)."""
    return {"form": form}


@register.inclusion_tag("ui/form_buttons.html")
def form_buttons(
    label: str, cancel_url: str = "", cancel_label: str = "Batal", tone: str = "primary", icon: str = ""
) -> dict[str, str]:
    """The submit button of a form, with an optional way back."""
    return {
        "label": label,
        "cancel_url": _address(cancel_url),
        "cancel_label": cancel_label,
        "tone": tone,
        "icon_name": icon,
    }


@register.inclusion_tag("ui/steps.html")
def steps(current: int, *labels: str) -> dict[str, object]:
    """`{% steps 2 "Kenali" "Baca" "Tanda tangan" "Selesai" %}`: where the person is (counted from 1)."""
    return {"steps": list(_numbered(current, labels)), "current": current, "total": len(labels)}


def _numbered(current: int, labels: tuple[str, ...]) -> Iterator[dict[str, object]]:
    for number, label in enumerate(labels, start=1):
        state = "done" if number < current else "current" if number == current else "ahead"
        yield {"number": number, "label": label, "state": state}


@register.inclusion_tag("ui/copy_button.html")
def copy_button(text: str, label: str = "Salin", done: str = "Tersalin") -> dict[str, str]:
    """Copies `text`; where the browser cannot, the text itself is shown selected."""
    return {"text": text, "label": label, "done": done}


@register.inclusion_tag("ui/facts.html")
def facts(*pairs: object) -> dict[str, object]:
    """`{% facts "Nama" staff.name "NIP" staff.nip|nip %}`: label and value pairs; empty values are left out."""
    rows = zip(pairs[::2], pairs[1::2], strict=True)
    return {"facts": [(label, value) for label, value in rows if value not in (None, "", formats.EMPTY)]}
