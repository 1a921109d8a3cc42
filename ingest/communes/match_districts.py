"""District names where a commune's stands: figures that came by district only.

Until 2025-06-30 that says where the figures belong, no finer; from 2025-07-01 there is no such
level and the sender is told so.
"""

from ingest.communes.parse_commune_text import CommuneText
from ingest.communes.parse_commune_text import former_districts as known_names
from ingest.former_districts import FormerDistrict, district_codes, former_districts
from ingest.values.fold_text import nfc


def named_district(parsed: CommuneText) -> FormerDistrict | None:
    """The former district that a text names as such: "Huyện Bát Xát", "TX. Sa Pa", "TP Yên Bái".

    Args:
        parsed: the text, taken apart; one that names a commune or says more names no district.
    """
    name = known_names().get(parsed.name) if parsed.area == "district" else None
    if name is None or parsed.left_over or parsed.now_is or parsed.is_current:
        return None
    return former_districts()[district_codes()[name]]


def of_whole_district(text: str, district: FormerDistrict) -> str:
    """Says that figures of that time are those of a whole district."""
    return (
        f"“{nfc(text)}” là {district.name} (mã {district.district_code}), tồn tại đến "
        f"{district.valid_to:%d/%m/%Y}; số liệu chỉ tính cho huyện và tỉnh, không chia theo xã."
    )


def no_commune(text: str, parsed: CommuneText) -> str:
    """Says why a district is not what is asked for."""
    known = known_names().get(parsed.name)
    what = (
        f"{known} là đơn vị cấp huyện, đã kết thúc hoạt động từ 01/7/2025"
        if known
        else f"“{nfc(text)}” là tên đơn vị cấp huyện"
    )
    return f"{what}; ghi tên từng xã, phường thay cho tên huyện."
