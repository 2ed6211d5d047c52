"""Units and currencies, by all their names in our languages."""

from __future__ import annotations

_NAMES = """
%: % percent procent prozent pourcent
‰: ‰ promille
EUR: € eur euro euros
USD: $ usd dollar dollars
GBP: £ gbp pound pounds livre livres pond
CHF: chf
JPY: ¥ jpy yen
km: km kilometre kilometres kilometer kilometers kilomètre kilomètres kilometern
m: m metre metres mètre mètres meter metern
cm: cm centimetre centimetres centimeter centimeters centimètre centimètres
mm: mm millimetre millimetres millimeter millimeters millimètre millimètres
mi: mi mile miles mijl meile meilen
kg: kg kilogram kilograms kilogramme kilogrammes kilogramm kilo kilos
g: g gram grams gramme grammes gramm
mg: mg milligram milligrams milligramme milligrammes milligramm
t: tonne tonnes ton tons tonnen
l: l litre litres liter liters litern
ml: ml millilitre millilitres milliliter milliliters
ha: ha hectare hectares hectaren hektar
m²: m² m2 km²
°C: °c ℃
°F: °f ℉
kW: kw
MW: mw
kWh: kwh
B: byte bytes octet octets o
bit: bit bits
kB: kb kib ko kilobyte kilobytes kilo-octets kilooctets
MB: mb mib mo megabyte megabytes mégaoctet mégaoctets
GB: gb gib go gigabyte gigabytes gigaoctet gigaoctets
TB: tb tib to terabyte terabytes téraoctet téraoctets
px: px pixel pixels pixeln
pt: pt
Hz: hz hertz
MHz: mhz
GHz: ghz
ms: ms millisecond milliseconds milliseconde millisecondes milliseconden millisekunde millisekunden
s: s second seconds seconde secondes seconden sec sek sekunde sekunden
min: min minute minutes minuut minuten
h: h hour hours heure heures uur uren stunde stunden std hr hrs
d: day days jour jours dag dagen tag tage tagen
week: week weeks semaine semaines weken woche wochen
month: month months mois maand maanden monat monate monaten
year: year years an ans année années jaar jaren jahr jahre jahren
"""

UNITS = {
    name: unit for unit, names in (line.split(": ") for line in _NAMES.strip().split("\n")) for name in names.split()
}
"""Canonical unit by name, in lower case: "euros" is "EUR"."""

SYMBOLS = frozenset(("%", "‰", "EUR", "USD", "GBP", "CHF", "JPY"))
"""Those that no translation leaves out."""
