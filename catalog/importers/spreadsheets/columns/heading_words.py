"""What columns are called elsewhere: by others in English and in seven more languages.

Only words that mean one thing: “Model” is a name in one list and a code in the next, and is asked about.
"""

from functools import cache

from catalog.quantities.parsers.text_normalisation import normalise_name, normalise_text

HEADING_WORDS = {
    "brand": "marke, marque, marca, ブランド, 品牌, 브랜드",
    "name": (
        "phone name, device name, model name, product name, modellname, produktname, bezeichnung, nom, "
        "nom du modèle, nombre, nombre del modelo, nome, nome modello, nome del modello, 名前, 名称, 製品名, "
        "機種名, 名稱, 产品名称, 產品名稱, 手机名称, 이름, 제품명, 기기명"
    ),
    "model_code": (
        "model number, model no., model no, model codes, modellnummer, numéro de modèle, número de modelo, "
        "numero di modello, 型番, 入网型号, 모델번호, 모델 번호"
    ),
    "announced": (
        "announcement, announcement date, date announced, vorgestellt, vorgestellt am, vorstellung, annoncé, "
        "annoncé le, date d'annonce, anunciado, fecha de anuncio, annunciato, data di annuncio, 発表, 発表日, "
        "发布日期, 发布时间, 發表日期, 공개일, 발표일"
    ),
    "released": (
        "release, release date, date released, erschienen, erschienen am, marktstart, date de sortie, "
        "fecha de lanzamiento, data di uscita, 発売日, 発売, 上市日期, 上市时间, 上市時間, 출시일, 출시"
    ),
    "launch_price": (
        "launch price, preis bei einführung, einführungspreis, uvp, prix de lancement, precio de lanzamiento, "
        "prezzo di lancio, 発売時価格, 首发价, 首发价格, 首發價, 출고가, 출시가"
    ),
    "colours": (
        "colors, colour, color, farbe, farben, couleur, couleurs, colores, colore, colori, 色, カラー, 颜色, "
        "機身顏色, 顏色, 机身颜色, 색상"
    ),
    "dimensions": (
        "dimensions, size (body), body size, dimensions (h x w x d), abmessungen, dimensiones, medidas, "
        "dimensioni, 寸法, サイズ(高さ×幅×厚さ), 尺寸, 机身尺寸, 機身尺寸, 크기"
    ),
    "height_mm": "height, höhe, hauteur, alto, altura, altezza, 高さ, 高度, 높이, 세로",
    "width_mm": "width, breite, largeur, ancho, anchura, larghezza, 幅, 宽度, 寬度, 너비, 가로",
    "depth_mm": (
        "depth, thickness, tiefe, dicke, épaisseur, profondeur, grosor, fondo, spessore, profondità, 厚さ, "
        "厚み, 厚度, 두께"
    ),
    "weight_g": "weight, gewicht, poids, peso, 重さ, 重量, 質量, 무게, 중량",
    "display_size_in": (
        "display size, screen size, display diagonal, bildschirmgröße, displaygröße, bildschirmdiagonale, "
        "displaydiagonale, taille de l'écran, taille écran, tamaño de pantalla, tamaño de la pantalla, "
        "dimensioni schermo, dimensione schermo, dimensioni dello schermo, 画面サイズ, ディスプレイサイズ, "
        "屏幕尺寸, 螢幕尺寸, 화면 크기, 화면크기"
    ),
    "resolution": (
        "resolution, display resolution, screen resolution, auflösung, displayauflösung, bildschirmauflösung, "
        "résolution, définition, définition de l'écran, resolución, resolución de pantalla, risoluzione, "
        "risoluzione schermo, 解像度, 画面解像度, 分辨率, 屏幕分辨率, 解析度, 螢幕解析度, 해상도, 화면 해상도"
    ),
    "refresh_hz": (
        "refresh rate, bildwiederholrate, bildwiederholfrequenz, taux de rafraîchissement, tasa de refresco, "
        "frequenza di aggiornamento, リフレッシュレート, 刷新率, 屏幕刷新率, 更新率, 주사율"
    ),
    "chipset": (
        "soc, processor, prozessor, processeur, procesador, processore, チップセット, プロセッサー, 处理器, "
        "處理器, 칩셋, 프로세서"
    ),
    "ram": "ram, memory (ram), arbeitsspeicher, mémoire vive, memoria ram, 运行内存, 運行內存, ram容量, 램",
    "storage": (
        "storage, internal storage, rom, speicher (intern), interner speicher, speicherplatz, stockage, "
        "almacenamiento, archiviazione, memoria interna, ストレージ, 内蔵ストレージ, 存储容量, 机身存储, "
        "儲存空間, 저장공간, 저장용량"
    ),
    "memory": "memory versions, ram/storage, ram / storage, ram + storage, ram+storage, speichervarianten",
    "battery_mah": (
        "battery, battery capacity, akku, akkukapazität, batterie, capacité de la batterie, batería, "
        "capacidad de la batería, batteria, capacità batteria, 電池容量, バッテリー容量, 电池容量, 배터리, "
        "배터리 용량"
    ),
    "wired_charging_w": (
        "charging power, ladeleistung, puissance de charge, potencia de carga, potenza di ricarica, 充電速度, "
        "充电功率, 充電功率, 충전 전력"
    ),
    "os_at_launch": (
        "os, operating system, betriebssystem, système d'exploitation, sistema operativo, os (発売時), "
        "操作系统, 作業系統, 운영체제"
    ),
    "main_megapixels": "main camera (mp), main camera megapixels, hauptkamera (mp), メインカメラ画素数, 主摄像素",
    "main_f_number": (
        "aperture, main aperture, main camera aperture, f-number, blende, ouverture, apertura, 絞り, f値, 光圈, 조리개"
    ),
    "main_focal_length_eq_mm": (
        "focal length (35 mm equivalent), equivalent focal length, kleinbildbrennweite, 35mm換算焦点距離, 等效焦距"
    ),
    "main_video_modes": "video, main camera video",
    "wifi": "wi-fi, wlan, wifi, 无线局域网",
    "bluetooth_version": "bluetooth, bluetooth version, 蓝牙, 藍牙, 블루투스",
    "positioning": "gps, gnss, positioning, ortung, 定位, 測位",
    "nfc": "nfc",
    "usb_connector": "usb connector",
    "headphone_jack": (
        "headphone jack, 3.5mm jack, 3.5 mm jack, kopfhöreranschluss, prise casque, イヤホンジャック, 耳机孔, "
        "耳機孔, 이어폰 단자"
    ),
    "ip_codes": "ip rating, ip code, ip-schutz, schutzart, indice ip, 防水防塵, 防护等级, 방수방진",
    "sim_count": "number of sims",
    "card_slot": (
        "card slot, memory card, speicherkarte, carte mémoire, tarjeta de memoria, scheda di memoria, 存储卡"
    ),
    "fingerprint": "fingerprint sensor, fingerabdrucksensor, 指紋認証",
    "notes": "notes, remarks, bemerkungen, remarques, notas, note, 備考, 备注, 備註, 비고",
}
"""Key → the words, with commas between them."""


def key_of_words(text):
    """The key that a heading in other words means; "" where there is none."""
    return _keys_by_words().get(_comparable(text), "")


@cache
def _keys_by_words():
    return {_comparable(word): key for key, words in HEADING_WORDS.items() for word in words.split(",")}


def _comparable(text):
    return normalise_name(normalise_text(text))
