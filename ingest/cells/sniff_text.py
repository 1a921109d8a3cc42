"""Text files: which of .csv, HTML table and Excel 2003 XML it is; refusal of other text."""

import re

from ingest.cells.decode_bytes import wide_codec
from ingest.refused import Refused, damaged, wrong_kind

_HEAD = 4096
_XML_ROOT = re.compile(
    r"(?:\s|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[[^\]]*\])?[^>]*>)*<([\w:.-]+)([^>]*)",
    re.DOTALL,
)
_HTML = re.compile(
    r"(?>\s|<\?xml[^>]*>|<!--.*?-->|<!\[if[^>]*>)*+<(?:!doctype\s+html|html|table|head|body|meta|style|"
    r"div|center|font|title|link|p\b|h[1-6]\b|b>|tr\b|span\b|br\b|script)",
    re.IGNORECASE | re.DOTALL,
)
_MARKUP = re.compile("<[!?/A-Za-z]")
_CELLS = re.compile("<t[dhr][\\s>]", re.IGNORECASE)
_MAIL = re.compile(
    r"(?:(?:Return-Path|Received|Delivered-To|From|To|Subject|Date|Message-ID|X-[\w-]+): [^\n]*\n"
    r"(?:[ \t][^\n]*\n)*){3}",
    re.IGNORECASE,
)
# a page with its pictures in one file, as browsers and Excel save it
_PAGES = re.compile("multipart/related|X-Document-Type", re.IGNORECASE)
# what ends a package, and what names an Excel 2003 sheet or makes an HTML table: their beginning
# is broken, and no list of values holds any of them
_OF_OTHERS = (
    b"PK\x05\x06",
    b"urn:schemas-microsoft-com:office:spreadsheet",
    *(b"</td>", b"</TD>", b"</tr>", b"</TR>"),
)
# root of other XML files -> what they are, and the variant of `wrong_kind`
_ROOTS = {
    "office:document": ("OpenDocument một tệp (.fods)", "convertible"),
    "w:worddocument": ("văn bản Word 2003 XML", None),
    "pkg:package": ("văn bản Word XML", None),
    "svg": ("hình vẽ SVG", None),
}


def kind_of_text(data: bytes) -> str:
    """``csv``, ``html`` or ``xml2003``.

    Raises:
        Refused: the text is something else (mail, other XML), or no text at all.
    """
    wide = wide_codec(data)
    head = data[:_HEAD].decode(wide or "latin-1", "replace")
    head = head.removeprefix("\ufeff").removeprefix("\xef\xbb\xbf").lstrip()
    is_mail = bool(_MAIL.match(head))
    if head[:12].lower() == "mime-version" or (is_mail and _PAGES.search(head)):
        raise Refused("html_as_spreadsheet", "mhtml")
    if is_mail:
        raise wrong_kind("thư điện tử (.eml)", "mail")
    if head.startswith("%PDF"):
        raise wrong_kind("tệp PDF")
    if _HTML.match(head):
        return "html"
    if head.startswith(("<?xml", "<!--", "<Workbook", "<ss:Workbook")):
        return _kind_of_xml(head)
    if _MARKUP.match(head):
        # markup whose beginning is broken is no list of values
        if _CELLS.search(head):
            return "html"
        raise damaged()
    if b"\x00" in data[:_HEAD] and not wide:
        raise damaged("no_table")
    if any(mark in data for mark in _OF_OTHERS):
        raise damaged()
    return "csv"


def _kind_of_xml(head: str) -> str:
    found = _XML_ROOT.match(head)
    root, rest = (found[1], found[2]) if found else ("", "")
    if root.rpartition(":")[2] == "Workbook" and "office:spreadsheet" in rest + head:
        return "xml2003"
    if root.lower() == "html":
        return "html"
    what, variant = _ROOTS.get(root.lower(), ("tệp XML không rõ loại", "convertible"))
    raise wrong_kind(what, variant)
