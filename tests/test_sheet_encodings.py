"""In which encoding a CSV file is: found where that is sure, asked where it is not, and never garbage in silence."""

import random

import pytest
from django.core.management import CommandError, call_command

from catalog.importers.spreadsheets.files.file_formats import read_table
from catalog.importers.spreadsheets.files.tables import FileReading, UnclearReading, UnreadableSpreadsheet
from catalog.importers.spreadsheets.files.text_encodings import ENCODINGS, find_encoding
from catalog.models import Phone, Upload

from .factories import make_phone
from .filling import form_on
from .sheets import csv_of, xlsx_of
from .test_sheet_uploads import hand_in, press_import, words

WORDS = {
    "cp932": (
        "シャープ アクオス エクスペリア ソニー 富士通 京セラ 黒 白 ライカ 防水 重さ 発表日 画面 電池容量 "
        "高さ 幅 厚さ 指紋認証 緑 赤 紫 銀 約208g 有 無 なし あり 楽天 広角カメラ 望遠 手ブレ補正"
    ),
    "gb18030": (
        "小米 华为 荣耀 黑色 白色 徕卡 重量 品牌 名称 发布日期 屏幕尺寸 电池容量 毫安时 高度 宽度 厚度 指纹 "
        "支持 不支持 是 否 无 骁龙 天玑 超广角 长焦 潜望式 素皮 紫色 釉白 洛可可白 羽砂黑 一加 真我 努比亚 "
        "魅族"
    ),
    "cp950": (
        "華碩 宏達電 黑色 白色 重量 品牌 名稱 發表日期 螢幕尺寸 電池容量 高度 寬度 厚度 指紋 支援 不支援 是 "
        "否 無 廣角 望遠 紫色 午夜黑 豔陽紅 三星 索尼"
    ),
    "cp949": (
        "삼성 엘지 갤럭시 팬텀 블랙 화이트 무게 브랜드 이름 발표일 화면 크기 배터리 용량 높이 너비 두께 "
        "지문 지원 없음 있음 예 아니요 초광각 망원 보라 그린 크림"
    ),
    "cp1252": ("Größe Gewicht Höhe Breite Gerät schwarz grün weiß Müller für Gehäuse Rückseite verfügbar Straße"),
    "cp1251": ("чёрный серебро вес экран камера зелёный аккумулятор белый"),
    "cp1250": ("černá šedý zlatý růžový výdrž baterie displej fotoaparát stříbrný hmotnost"),
}
FRENCH = (
    "très léger écran à bords téléphone caméra arrière batterie capacité être même déjà français reçu bleu nuit été"
)
SPANISH = "tamaño pequeño cámara rápida batería versión año español pantalla diseño más"
DANISH = "rød blå grøn sølv mørk skærm vægt størrelse"
TONGUES = [
    *WORDS.items(), ("euc_jp", WORDS["cp932"]), ("cp1252", FRENCH), ("cp1252", SPANISH), ("cp1252", DANISH),
]  # fmt: skip


def made_up_text(tongue, rows, cells, seed):
    """A CSV text with ``rows`` of ``cells`` words each, the same for the same seed."""
    choice = random.Random(seed)
    lines = [",".join(["Acme", "One", *choice.choices(tongue.split(), k=cells)]) for _ in range(rows)]
    return "\n".join(["brand,name,notes", *lines, ""])


@pytest.mark.parametrize(("encoding", "tongue"), TONGUES)
@pytest.mark.parametrize(("rows", "cells"), [(1, 2), (1, 3), (2, 3), (5, 3), (20, 3)])
def test_what_is_read_without_asking_is_what_was_written(encoding, tongue, rows, cells):
    for seed in range(25):
        text = made_up_text(tongue, rows, cells, seed)
        choice = find_encoding(text.encode(encoding))
        readings = {text.encode(encoding).decode(possible) for possible in choice.possible}
        assert text in readings
        if choice.encoding:
            assert text.encode(encoding).decode(choice.encoding) == text


@pytest.mark.parametrize(("encoding", "tongue"), TONGUES)
def test_nothing_is_asked_about_long_files(encoding, tongue):
    asked = 0
    for seed in range(20):
        data = made_up_text(tongue, 60, 3, seed).encode(encoding)
        asked += find_encoding(data).encoding is None
    assert asked == 0


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8", "utf-8-sig", "iso2022_jp"])
def test_unicode_is_known_by_itself(encoding):
    text = "brand,name\nシャープ,アクオス R7\n"
    table = read_table(text.encode(encoding))
    assert [row.texts for row in table.rows] == [("シャープ", "アクオス R7")]
    assert table.notes == [f"Read as {ENCODINGS[encoding]}."]


def test_german_short_as_it_is_needs_no_question():
    table = read_table("brand,name\nAcme,Größer\n".encode("cp1252"))
    assert [row.texts for row in table.rows] == [("Acme", "Größer")]
    assert table.samples == ["Acme,Größer"]


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("brand,name,colours\nA,B,黑色\n", "gb18030"),
        ("brand,name,colours\nA,B,très\n", "cp1252"),
        ("name\n有\n", "euc_jp"),
    ],
)
def test_what_may_be_several_texts_is_refused_until_somebody_says_which(text, encoding):
    data = text.encode(encoding)
    with pytest.raises(UnclearReading, match="does not show in which encoding"):
        read_table(data)
    table = read_table(data, FileReading(encoding))
    assert [",".join(row.texts) for row in table.rows] == text.splitlines()[1:]


def test_a_file_is_not_read_in_an_encoding_that_it_cannot_have():
    with pytest.raises(UnreadableSpreadsheet, match="cannot be read as UTF-8"):
        read_table("name\nGrün\n".encode("cp1252"), FileReading("utf-8"))


# The command

CHINESE = csv_of(("slug", "os_skin"), ("acme-one", "黑色"), encoding="gb18030")


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["gb18030", "GBK", "gb2312"])
def test_the_command_takes_an_encoding_by_any_of_its_names(tmp_path, name):
    make_phone("One")
    file = tmp_path / "phones.csv"
    file.write_bytes(CHINESE)
    with pytest.raises(CommandError, match=r"It may be .*--encoding"):
        call_command("import_sheet", str(file), "--no-source")
    call_command("import_sheet", str(file), "--no-source", "--encoding", name)
    assert Phone.objects.get().os_skin == "黑色"


@pytest.mark.django_db
def test_the_command_refuses_an_encoding_that_there_is_not(tmp_path):
    with pytest.raises(CommandError, match="“klingon” is not an encoding that can be read: utf-8"):
        call_command("import_sheet", str(tmp_path / "a.csv"), "--no-source", "--encoding", "klingon")


# The desk


@pytest.mark.django_db
def test_an_editor_chooses_among_the_readings_of_a_file(desk):
    make_phone("One")
    asked = hand_in(desk, CHINESE)
    assert "黑色" in words(asked)
    form = form_on(asked, "reading_form")
    assert "encoding" not in form, "nothing is proposed"
    preview = desk.post(asked.request["PATH_INFO"], form | {"encoding": "gb18030"}, follow=True)
    assert "Read as GB18030" in words(preview)
    assert "acme-one,黑色" in words(preview)
    press_import(desk, preview)
    assert Phone.objects.get().os_skin == "黑色"


@pytest.mark.django_db
def test_an_encoding_that_was_found_can_be_chosen_otherwise(desk):
    make_phone("One")
    preview = hand_in(desk, csv_of(("slug", "os_skin"), ("acme-one", "très, être"), encoding="cp1252"))
    number = Upload.objects.get().pk
    page = desk.get(f"/desk/catalog/upload/{number}/reading/")
    assert "trčs" in words(page)
    again = desk.post(page.request["PATH_INFO"], form_on(page, "reading_form") | {"encoding": "cp1250"}, follow=True)
    assert "<td>trčs, ętre</td>" in words(again)
    assert "<td>trčs, ętre</td>" not in words(preview)


@pytest.mark.django_db
def test_a_file_that_is_read_wrongly_after_all_is_asked_about_again(desk):
    broken = 'slug,os_skin\nacme-one,"黑色\n'.encode("gb18030")
    asked = hand_in(desk, broken)
    answer = desk.post(
        asked.request["PATH_INFO"], form_on(asked, "reading_form") | {"encoding": "gb18030"}, follow=True
    )
    assert "no CSV (unexpected end of data)" in words(answer)
    assert "reading_form" in words(answer)


@pytest.mark.django_db
def test_how_a_file_is_read_is_asked_of_editors_alone(contributor):
    make_phone("One")
    assert contributor.get("/desk/catalog/upload/1/reading/").status_code == 403
    assert contributor.post("/desk/catalog/upload/1/rows/").status_code == 403


@pytest.mark.django_db
def test_a_workbook_has_no_encoding_to_choose(desk):
    make_phone("One")
    hand_in(desk, xlsx_of(("slug", "weight_g"), ("acme-one", 200)), name="phones.xlsx")
    page = desk.get(f"/desk/catalog/upload/{Upload.objects.get().pk}/reading/")
    assert form_on(page, "reading_form")["heading_line"] == ["1"]
    assert "Encoding" not in words(page)
