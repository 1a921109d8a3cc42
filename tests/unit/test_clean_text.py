"""Free text: persons are covered, everything else stays. All names and numbers are made up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.contracts.contract import Column
from ingest.messages import finding
from ingest.persons.clean_text import ACCOUNT, EMAIL, IDENTITY, KINDS, NAME, PHONE, clean_free_text
from ingest.persons.personal_words import personal_words
from ingest.values.fold_text import nfc, strip_marks
from ingest.values.read_values import Context, read_value

PERSONS = [
    ("ông Nguyễn Văn An nghỉ việc", "ông [đã che họ tên] nghỉ việc"),
    ("Ông (bà): Lò Thị Mai khiếu nại", "Ông (bà): [đã che họ tên] khiếu nại"),
    ("ông/bà Giàng A Páo và Vàng Seo Dín", "ông/bà [đã che họ tên] và [đã che họ tên]"),
    ("ÔNG NGUYỄN VĂN A ĐÃ BỊ SA THẢI", "ÔNG [đã che họ tên] ĐÃ BỊ SA THẢI"),
    ("ong Nguyen Van A va ba Tran Thi B", "ong [đã che họ tên] va ba [đã che họ tên]"),
    ("anh T. bị trừ lương", "anh [đã che họ tên]. bị trừ lương"),
    ("chị N.T.H nghỉ", "chị [đã che họ tên] nghỉ"),
    ("ông Phó Giám đốc Nguyễn Đức Thắng", "ông Phó Giám đốc [đã che họ tên]"),
    ("đ/c Hoàng Minh chủ trì", "đ/c [đã che họ tên] chủ trì"),
    ("Họ và tên: Lý A Sử; sinh 1990", "Họ và tên: [đã che họ tên]; sinh 1990"),
    ("do nguyễn văn hùng yêu cầu", "do [đã che họ tên] yêu cầu"),
    ("NLĐ Trần Đức Bình đòi lương", "NLĐ [đã che họ tên] đòi lương"),
    ("hộ kinh doanh bà Nguyễn Thị Tâm", "hộ kinh doanh bà [đã che họ tên]"),
]
NUMBERS = [
    ("CCCD 010089012345", IDENTITY),
    ("010 089 012 345", IDENTITY),
    ("CMND số 063123456", IDENTITY),
    ("số sổ BHXH 1012345678", IDENTITY),
    ("hộ chiếu B1234567", IDENTITY),
    ("SĐT 0912.345.678", PHONE),
    ("0912 345 678", PHONE),
    ("+84 912 345 678", PHONE),
    ("84912345678", PHONE),
    ("(0214) 3840 123", PHONE),
    ("0214.3840.123", PHONE),
    ("01234 567 890", PHONE),
    ("nguoi.lap@laocai.example", EMAIL),
    ("STK 19031234567", ACCOUNT),
    ("số tài khoản: 1903 1234 567 012", ACCOUNT),
]
NOT_PERSONS = [
    "Công ty TNHH Ông Bà",
    "Công ty TNHH Bà Nà Hills",
    "Công ty cổ phần Apatit Việt Nam",
    "Quyết định số 123/QĐ-UBND ngày 05/3/2026",
    "Nghị định 12/2022/NĐ-CP; BLLĐ 45/2019/QH14",
    "MST 5300123456, mã số thuế 0101234567-001",
    "nợ lương 150.000.000 đồng, còn 123456789 đồng, tổng 1.234.567.890 đ",
    "quỹ lương 150000000",
    "ông Chủ tịch UBND xã đã giải quyết",
    "tiếng Anh, nước Anh, anh em công nhân, chị em, bà con",
    "Hai bên thống nhất; chi trả trợ cấp; cô lập khu vực; chú trọng; ba doanh nghiệp",
    "đường Nguyễn Thị Minh Khai",
    "Văn phòng, thị trường, thị trấn Phố Lu, Thị trấn Sa Pa",
    "Số 12 Trần Phú, phường Lào Cai",
    "120 lao động ngừng việc từ 05/01/2026 đến 07/01/2026",
    "Hà Bà Trưng",
    "01/HĐ-2026; 12-34-56; 1.250,75",
]
FAMILIES = sorted(n for n in personal_words().family_names if " " not in n)
GIVEN = ["Quỳnh", "Hạnh", "Dũng", "Páo", "Mỷ", "Thuỳ", "Phúc", "Đạt"]
STYLES = [str, str.upper, lambda n: strip_marks(n).title()]


@pytest.mark.parametrize(("text", "cleaned"), PERSONS)
def test_names_are_covered_and_the_rest_stays(text, cleaned):
    assert clean_free_text(text) == (cleaned, (NAME,))


@pytest.mark.parametrize(("text", "kind"), NUMBERS)
def test_numbers_of_persons_are_covered(text, kind):
    cleaned, kinds = clean_free_text(f"Liên hệ {text}, xong việc 3 ngày")
    assert kinds == (kind,)
    assert cleaned.endswith(f"[đã che {kind}], xong việc 3 ngày")


@pytest.mark.parametrize("text", NOT_PERSONS)
def test_what_names_nobody_stays_as_it_is(text):
    assert clean_free_text(text) == (text, ())


@given(
    st.sampled_from(sorted(personal_words().titles)),
    st.sampled_from(FAMILIES),
    st.sampled_from(["Văn", "Thị", "Đức", "Seo", ""]),
    st.sampled_from(GIVEN),
    st.sampled_from(STYLES),
    st.sampled_from(["", "Theo đơn, ", "Ngày 05/3/2026 "]),
    st.sampled_from(["", ", 35 tuổi", " đã nghỉ việc", "; nợ 2 tháng lương"]),
)
def test_no_part_of_a_name_behind_a_title_is_left(
    title, family, middle, given, style, before, after
):
    name = style(" ".join(filter(None, [family.title(), middle, given])))
    cleaned, kinds = clean_free_text(f"{before}{title} {name}{after}")
    assert NAME in kinds
    assert not set(name.split()) & set(cleaned.replace("[đã che họ tên]", "").split())
    assert cleaned.startswith(before)
    assert cleaned.endswith(after)


@given(st.integers(1, 96), st.integers(0, 10**9 - 1), st.sampled_from(["", " ", ".", "-"]))
def test_every_citizen_number_is_covered(province, rest, sign):
    digits = f"{province:03}{rest:09}"
    written = sign.join(digits[i : i + 3] for i in range(0, 12, 3))
    assert clean_free_text(f"số {written} cấp") == (f"số [đã che {IDENTITY}] cấp", (IDENTITY,))


@given(st.integers(1, 10**12), st.sampled_from(["đồng", "đ", "triệu đồng", "VNĐ"]))
def test_amounts_of_money_stay(amount, unit):
    text = f"trả {amount:,} {unit}".replace(",", ".")
    assert clean_free_text(text) == (text, ())
    assert clean_free_text(f"trả {amount} {unit}") == (f"trả {amount} {unit}", ())


@given(
    st.text(st.sampled_from("ôngbàaNVTị .,:;()/-+@84091[]\n"), max_size=60) | st.text(max_size=60)
)
def test_any_text_is_cleaned_once_and_for_all(text):
    cleaned, kinds = clean_free_text(text)
    assert set(kinds) <= set(KINDS)
    assert (cleaned == text) or kinds
    assert clean_free_text(cleaned)[0] == cleaned


def test_names_in_decomposed_unicode_are_covered():
    import unicodedata

    text = unicodedata.normalize("NFD", "bà Trần Thị Hạnh nghỉ")
    assert clean_free_text(text) == (nfc("bà [đã che họ tên] nghỉ"), (NAME,))


def _column(pii="none", kind="text"):
    return Column(type=kind, means="Nội dung", labels=["nội dung"], pii=pii)


@pytest.mark.parametrize("pii", ["none", "free_text"])
def test_a_text_column_stores_the_cleaned_text(pii):
    reading = read_value("ông Nguyễn Văn An, 0912345678", _column(pii), Context())
    assert reading.value == "ông [đã che họ tên], [đã che số điện thoại]"
    assert reading.removed == (PHONE, NAME)


def test_a_number_typed_into_a_text_column_is_cleaned_too():
    assert read_value(10089012345.0, _column(), Context()).removed == (IDENTITY,)
    assert read_value(912345678.0, _column(), Context()).removed == (IDENTITY,)


def test_names_of_employers_are_kept_whole():
    reading = read_value("Hộ kinh doanh bà Nguyễn Thị Tâm", _column("employer"), Context())
    assert reading.value == "Hộ kinh doanh bà Nguyễn Thị Tâm"


def test_findings_never_repeat_what_names_a_person():
    item = finding("unknown_column", found="Bà Trần Thị Hạnh 010089012345", known="")
    assert "Hạnh" not in str(item)
    assert "010089012345" not in str(item)
