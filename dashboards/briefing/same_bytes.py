"""Office files are zip archives: packed so that the same content always gives the same bytes."""

import io
import re
import zipfile

_MOMENT = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip knows
_WRITTEN_AT = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</)")


def packed_alike(archive: bytes, *, keep_times: bool = True) -> bytes:
    """Pack a zip archive anew: its parts in their order, without the time of packing.

    Args:
        archive: a zip archive, such as a DOCX or PPTX; workbooks inside it (the data of native
            charts) are packed alike too.
        keep_times: leave the properties "created" and "modified" as they are.
    """
    written = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(archive)) as source,
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for part in source.infolist():
            content = source.read(part)
            if part.filename.endswith(".xlsx"):
                content = packed_alike(content, keep_times=False)
            elif part.filename == "docProps/core.xml" and not keep_times:
                content = _WRITTEN_AT.sub(rb"\g<1>2000-01-01T00:00:00Z\g<3>", content)
            entry = zipfile.ZipInfo(part.filename, _MOMENT)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, content)
    return written.getvalue()
