"""Pictures on pages: a language's own files, width and height, fewer pixels, and what is said of them."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

import pytest

from builders import LAYOUT, SETTINGS, Site, document, inner, page
from photos import frame, photo, turned
from pipeline.assemble import assemble
from pipeline.pictures import raster
from pipeline.pictures.variants import variants
from pipeline.settings import parse_settings
from pipeline.site.assets import Assets
from pipeline.site.links import Links
from pipeline.site.pictures import Pictures
from pipeline.site.shown import PicturesOn
from pipeline.xhtml.document import parse_document

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 150"/>'
DUTCH = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 100"/>'


def pictures(files: dict[str, bytes], asked: str = "") -> Pictures:
    return Pictures(Assets(files), parse_settings(f"{SETTINGS}{asked}".encode(), "source/site.toml"))


def shown(body: str, known: Pictures, locale: str = "fr") -> str:
    """A page's body in a locale, its assets by their own names: "cover.svg", "photo.480w.jpg"."""
    source = document(body)
    links = Links(["p"], known.assets).in_page(source)
    found = PicturesOn(known, source).shown(links.changes, locale)
    draft = assemble(source, (), source.language, (), (*links.changes, *found.changes), around=found.around)
    return re.sub(r"\.[0-9a-f]{10}(?=\.\w)", "", inner(draft))


def said(body: str, known: Pictures) -> list[str]:
    return [str(finding) for finding in PicturesOn(known, document(body)).findings()]


# A language's own files


def test_a_page_gets_the_file_of_its_language_wherever_it_names_the_plain_one() -> None:
    known = pictures({"img/a.svg": SVG, "img/a.nl.svg": DUTCH, "b.mp4": b"1", "b.nl.mp4": b"2"})
    body = (
        '<img src="../assets/img/a.svg" alt="" width="1" height="1" srcset="../assets/img/a.svg 2x,../assets/img/a.svg?b#c 3x"/>'
        '<picture><source srcset="../assets/img/a.svg"/></picture><object data="../assets/img/a.svg"></object>'
        '<video src="../assets/b.mp4" poster="../assets/img/a.svg"></video><a href="../assets/img/a.svg#x">larger</a>'
    )
    assert shown(body, known, "nl") == body.replace("a.svg", "a.nl.svg").replace("b.mp4", "b.nl.mp4")
    assert shown(body, known, "fr") == shown(body, known, "en") == body


def test_a_file_that_is_named_by_its_language_is_that_file_in_all_of_them() -> None:
    known = pictures({"a.pdf": b"1", "a.nl.pdf": b"2"})
    body = '<a href="../assets/a.nl.pdf">Dutch</a><a href="../assets/a.pdf" hreflang="en">English</a>'
    assert shown(body, known, "nl") == body


def test_which_files_are_for_one_language() -> None:
    names = ["a.svg", "a.nl.svg", "a.de.svg", "a.min.svg", "b.nl.svg", "c/a.nl.svg", "a.pt-BR.svg", "nl.svg", "a.png"]
    assert variants(names, ["en", "nl", "pt_BR"]) == {"a.svg": {"nl": "a.nl.svg", "pt_BR": "a.pt-BR.svg"}}


def test_the_layout_shows_the_file_of_the_page_s_language() -> None:
    known = pictures({"a.svg": SVG, "a.nl.svg": DUTCH, "site.css": b""})
    text = LAYOUT.replace("<nav", '<img src="assets/a.svg" alt=""/><nav', 1)
    layout = parse_document(text.encode(), "source/layout.xhtml", "layout", "en", is_layout=True)
    links = Links(["p"], known.assets).in_layout(layout)
    found = PicturesOn(known, layout).shown(links.changes, "nl")
    assert [(name, value) for _, name, value in found.changes] == [
        ("src", f"{{/frame/@root}}assets/{known.assets.names['a.nl.svg']}"),
        ("width", "400"),
        ("height", "100"),
    ]


def test_each_language_is_published_with_its_own_picture_and_its_size(site: Site) -> None:
    site.write("source/assets/a.svg", SVG.decode())
    site.write("source/assets/a.nl.svg", DUTCH.decode())
    site.complete()
    site.edit("source/pages/index.xhtml", "<p>Hello", '<img src="../assets/a.svg" alt=""/><p>Hello')
    assert site.run("build").code == 0
    plain = '<img src="../assets/a.dea2c89070.svg" alt="" width="300" height="150"/>'
    dutch = '<img src="../assets/a.nl.7d4658b1d2.svg" alt="" width="400" height="100"/>'
    for locale, shown_there in {"en": plain, "fr": plain, "nl": dutch}.items():
        assert shown_there in site.read(f"output/site/{locale}/index.xhtml")


def test_a_page_in_the_source_s_words_shows_the_source_s_picture(site: Site) -> None:
    site.write("source/assets/a.svg", SVG.decode())
    site.write("source/assets/a.nl.svg", DUTCH.decode())
    site.edit("source/pages/index.xhtml", "<p>Hello", '<img src="../assets/a.svg" alt=""/><p>Hello')
    site.write("source/pages/other.xhtml", page('<img src="../assets/a.svg" alt=""/><p>More</p>').decode())
    site.complete()
    site.run("build", "--allow-missing")
    names = {
        path: re.findall(r"assets/(a\S*)\.[0-9a-f]{10}\.svg", site.read(f"output/site/nl/{path}.xhtml"))
        for path in ("index", "other")
    }
    assert names == {"index": ["a.nl"], "other": ["a"]}
    states = {record["page"]: record["state"] for record in site.record()["pages"] if record["locale"] == "nl"}
    assert states == {"index": "complete", "other": "fallback"}


def test_style_sheets_and_the_page_of_no_language_have_the_plain_file(site: Site) -> None:
    for name, data in {"a.svg": SVG, "a.en.svg": DUTCH, "a.nl.svg": DUTCH}.items():
        site.write(f"source/assets/{name}", data.decode())
    site.write("source/assets/site.css", "main { background: url(a.svg) }\n")
    site.edit("source/layout.xhtml", "</head>", '<link rel="icon" href="assets/a.svg"/></head>')
    site.complete()
    assert site.run("build").code == 0
    (style,) = (data for path, data in site.files("output/site/assets").items() if path.startswith("site."))
    assert re.sub(rb"\.[0-9a-f]{10}\.", b".", style) == b"main { background: url(a.svg) }\n"
    icons = {
        path: re.findall(
            r'<link rel="icon" href="[^"]*assets/([a-z.]+)\.[0-9a-f]{10}\.svg"', site.read(f"output/site/{path}")
        )
        for path in ("index.xhtml", "nl/index.xhtml", "fr/index.xhtml")
    }
    assert icons == {"index.xhtml": ["a"], "nl/index.xhtml": ["a.nl"], "fr/index.xhtml": ["a"]}


def test_an_error_page_links_to_them_from_the_root(site: Site) -> None:
    site.write("source/assets/a.svg", SVG.decode())
    site.write("source/assets/a.nl.svg", DUTCH.decode())
    site.write("source/pages/404.xhtml", page('<img src="../assets/a.svg" alt=""/>', "<title>1</title>").decode())
    site.complete()
    assert site.run("build").code == 0
    assert 'src="/assets/a.nl.' in site.read("output/site/nl/404.xhtml")


# Width and height


def test_requirement_18_width_and_height_are_written_where_the_author_has_not() -> None:
    known = pictures({"a.svg": SVG})
    for given, got in [
        ("", ' width="300" height="150"'),
        (' width="600"', ' width="600" height="300"'),
        (' height="75"', ' height="75" width="150"'),
        (' width="1" height="2"', ' width="1" height="2"'),
        (' width="100%"', ' width="100%"'),
        (' width="0"', ' width="0" height="0"'),
    ]:
        body = f'<img src="../assets/a.svg" alt=""{given}/>'
        assert shown(body, known) == f'<img src="../assets/a.svg" alt=""{got}/>'


def test_requirement_18_of_photographs_too() -> None:
    lying = photo(40, 30, exif=turned())
    known = pictures({
        "a.jpg": photo(40, 30), "b.png": photo(41, 30, "PNG"), "c.gif": photo(42, 30, "GIF", "L"),
        "d.webp": photo(43, 30, "WEBP"), "e.avif": photo(44, 30, "AVIF"), "f.jpg": lying, "g.png": photo(45, 30),
    })  # fmt: skip
    sizes = [known.size(path) for path in sorted(known.assets.names)]
    assert sizes == [(40, 30), (41, 30), (42, 30), (43, 30), (44, 30), (30, 40), (45, 30)]


def test_a_size_that_nobody_can_tell_is_a_warning_once_for_each_file() -> None:
    empty = b'<svg xmlns="http://www.w3.org/2000/svg"/>'
    known = pictures({"a.svg": empty, "b.png": b"not a picture", "c.svg": SVG})
    body = (
        '\n<img src="../assets/a.svg" alt=""/><img src="../assets/a.svg" alt=""/>\n<img src="https://e.example/x.png" alt=""/>'
        '<img src="../assets/c.svg" alt=""/><img src="../assets/none.svg" alt=""/><img src="../assets/a.svg" alt="" width="1" height="1"/>'
    )
    assert said(body, known) == [
        "source/pages/p.xhtml:2: warning: nobody here can tell the size of ../assets/a.svg; write width and height, or a viewBox into the file (picture-size)",
        "source/pages/p.xhtml:3: warning: nobody here can tell the size of https://e.example/x.png; write width and height (picture-size)",
    ]


def test_without_pillow_a_photograph_s_size_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(raster, "is_installed", lambda: False)
    known = pictures({"b.png": b"\x89PNG"})
    body = '<img src="../assets/b.png" alt=""/>'
    assert shown(body, known) == body
    assert said(body, known) == [
        "source/pages/p.xhtml:1: warning: nobody here can tell the size of ../assets/b.png; write width and height, or run pip install 'tetraglot[pictures]' (picture-size)"
    ]


def test_a_broken_photograph_and_one_too_large_to_look_at_have_no_size() -> None:
    huge = photo(1, 1, "GIF", "L").replace(b"\x01\x00\x01\x00", b"\xff\xff\xff\xff", 1)
    known = pictures({"a.jpg": photo(40, 30)[:20], "b.gif": huge, "c.png": b"%!PS-Adobe-3.0 EPSF-3.0"})
    assert [known.size(path) for path in sorted(known.assets.names)] == [None, None, None]


# Fewer pixels

ASKED = "[pictures]\nwidths = [20, 30]\n"


def test_a_photograph_is_offered_in_fewer_pixels() -> None:
    known = pictures({"a.jpg": photo(40, 30), "b.jpg": photo(20, 10)}, ASKED)
    assert shown('<p><img src="../assets/a.jpg" alt=""/></p>', known) == (
        '<p><img src="../assets/a.jpg" alt="" width="40" height="30"'
        ' srcset="../assets/a.20w.jpg 20w, ../assets/a.30w.jpg 30w, ../assets/a.jpg 40w"'
        ' sizes="(max-width: 40px) 100vw, 40px"/></p>'
    )
    small = '<img src="../assets/b.jpg" alt="" width="20" height="10"/>'
    assert shown(small, known) == small


def test_what_the_author_chose_stays() -> None:
    known = pictures(
        {"a.jpg": photo(40, 30), "a.svg": SVG, "a.gif": photo(40, 30, "GIF", "L")}, f'{ASKED}formats = ["webp"]\n'
    )
    for body in (
        '<img src="../assets/a.jpg" alt="" width="1" height="1" srcset="../assets/a.jpg 1x"/>',
        '<picture><source srcset="../assets/a.svg"/><img src="../assets/a.jpg" alt="" width="1" height="1"/></picture>',
        '<img src="../assets/a.svg" alt="" width="1" height="1"/>',
        '<img src="../assets/a.gif" alt="" width="1" height="1"/>',
        '<img src="https://e.example/a.jpg" alt="" width="1" height="1"/>',
    ):
        assert shown(body, known) == body
    moving = photo(40, 30, "WEBP", save_all=True, append_images=[frame(40, 30)])
    still = '<img src="../assets/b.webp" alt="" width="40" height="30"/>'
    assert shown(still, pictures({"b.webp": moving}, ASKED)) == still
    sized = shown('<img src="../assets/a.jpg" alt="" sizes="50vw"/>', known)
    assert (sized.count('sizes="50vw"'), "100vw" in sized) == (2, False)


def test_modern_formats_are_offered_beside_the_original() -> None:
    known = pictures({"a.jpg": photo(40, 30), "b.png": photo(25, 10, "PNG")}, f'{ASKED}formats = ["webp", "avif"]\n')
    assert shown('<p>A <img src="../assets/a.jpg" alt="" width="10" height="5"/> b</p>', known) == (
        '<p>A <picture><source type="image/avif" srcset="../assets/a.20w.avif 20w, ../assets/a.30w.avif 30w" sizes="(max-width: 10px) 100vw, 10px"/>'
        '<source type="image/webp" srcset="../assets/a.20w.webp 20w, ../assets/a.30w.webp 30w" sizes="(max-width: 10px) 100vw, 10px"/>'
        '<img src="../assets/a.jpg" alt="" width="10" height="5"'
        ' srcset="../assets/a.20w.jpg 20w, ../assets/a.30w.jpg 30w, ../assets/a.jpg 40w" sizes="(max-width: 10px) 100vw, 10px"/></picture> b</p>'
    )
    # No wider than asked for, but as wide as the original.
    assert "b.20w.webp 20w, ../assets/b.25w.webp 25w" in shown('<img src="../assets/b.png" alt=""/>', known)


def test_a_picture_in_a_sentence_moves_with_it() -> None:
    from builders import resolved

    known = pictures({"a.jpg": photo(40, 30)}, '[pictures]\nformats = ["webp"]\n')
    source = document('<p>One <img src="../assets/a.jpg" alt="Flask"/> two <b>three</b></p>')
    links = Links(["p"], known.assets).in_page(source)
    found = PicturesOn(known, source).shown(links.changes, "fr")
    words = {"One <img/> two <b>three</b>": "<b>Trois</b> deux <img/> un", "Flask": "Fiole"}
    changes = (*links.changes, *found.changes)
    text = inner(assemble(source, resolved(source, words), "fr", (), changes, around=found.around))
    assert re.sub(r"\.[0-9a-f]{10}(?=\.\w)", "", text) == (
        '<p><b>Trois</b> deux <picture><source type="image/webp" srcset="../assets/a.40w.webp 40w" sizes="(max-width: 40px) 100vw, 40px"/>'
        '<img src="../assets/a.jpg" alt="Fiole" width="40" height="30"/></picture> un</p>'
    )


def test_smaller_pictures_are_what_they_say() -> None:
    def read(data: bytes) -> Any:
        from PIL import Image

        return Image.open(BytesIO(data))

    original = photo(40, 30, exif=turned(), icc_profile=b"profile")
    for target, kind in [("jpeg", "JPEG"), ("webp", "WEBP"), ("avif", "AVIF"), ("png", "PNG")]:
        made = raster.resized(original, 15, target)
        image = read(made)
        assert (image.format, image.size, image.info.get("icc_profile"), dict(image.getexif())) == (
            kind,
            (15, 20),
            b"profile",
            {},
        )
        assert raster.resized(original, 15, target) == made
    gaps = photo(40, 30, "PNG", "P", transparency=0)
    assert read(raster.resized(gaps, 20, "png")).mode == "RGBA"
    with pytest.raises(ValueError, match=r"."):
        raster.resized(original[:300], 20, "webp")


def test_the_smaller_files_are_published_once_and_kept(site: Site) -> None:
    site.write("source/site.toml", f'{SETTINGS}{ASKED}formats = ["webp"]\n')
    site.path("source/assets/a.jpg").write_bytes(photo(40, 30))
    site.complete()
    site.edit("source/pages/index.xhtml", "<p>Hello", '<img src="../assets/a.jpg" alt=""/><p>Hello')
    first = site.run("build")
    assert (first.code, first.err) == (0, "")
    files = site.files("output/site")
    made = [path for path in files if re.fullmatch(r"assets/a\.\d+w\.[0-9a-f]{10}\.(jpg|webp)", path)]
    assert sorted(re.sub(r"\.[0-9a-f]{10}", "", path) for path in made) == ["assets/a.20w.jpg", "assets/a.20w.webp", "assets/a.30w.jpg", "assets/a.30w.webp"]  # fmt: skip
    assert {f"site/{path}" for path in made} <= {entry["path"] for entry in site.record()["files"]}
    before = {path: path.stat().st_mtime_ns for path in site.path("output").rglob("*")}
    assert site.run("build").out.endswith(" 0 written\n")
    assert {path: path.stat().st_mtime_ns for path in site.path("output").rglob("*")} == before
    # Who changed one since gets the right one back; what nothing shows any more goes after a while.
    site.path(f"output/site/{made[0]}").write_bytes(b"changed")
    assert site.run("build").out.endswith(" 1 written\n")
    assert site.files("output/site") == files
    site.edit("source/site.toml", "[20, 30]", "[20]")
    site.run("build")
    assert [entry["path"] for entry in site.record()["files"] if entry["until"]] == [
        f"site/{path}" for path in made if ".30w." in path
    ]


def test_an_earlier_build_s_files_are_not_made_again(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    from pipeline.build.project import Project
    from pipeline.build.publish import publish
    from pipeline.store import Store

    site.write("source/site.toml", f"{SETTINGS}{ASKED}")
    site.path("source/assets/a.jpg").write_bytes(photo(40, 30))
    site.complete()
    site.edit("source/pages/index.xhtml", "<p>Hello", '<img src="../assets/a.jpg" alt=""/><p>Hello')
    site.edit("source/layout.xhtml", "<nav", '<img src="assets/a.jpg" alt=""/><nav')
    assert site.run("build").code == 0
    asked = []
    monkeypatch.setattr(raster, "resized", lambda *what: asked.append(what))
    project = Project(Store(site.folder))
    with project.store.staging("output") as stage:
        publish(project, stage, ["en", "fr", "nl"])
        assert (stage.commit(), asked) == ([], [])


def test_what_site_toml_asks_for_needs_pillow(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(raster, "is_installed", lambda: True)
        patch.setattr(raster, "not_written", lambda formats: [each for each in formats if each == "avif"])
        modern = pictures({}, '[pictures]\nformats = ["webp", "avif"]\n')
        assert [str(fault) for fault in modern.faults("source/site.toml")] == [
            "source/site.toml: the Pillow of this machine cannot write avif; install one that can, or take [pictures] out"
        ]
    monkeypatch.setattr(raster, "is_installed", lambda: False)
    assert [str(fault) for fault in pictures({}, ASKED).faults("source/site.toml")] == [
        "source/site.toml: [pictures] asks for pictures in other sizes, and Pillow is not installed; run pip install 'tetraglot[pictures]', or take [pictures] out"
    ]
    assert pictures({}).faults("source/site.toml") == []


# Words in pictures

CHART = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">\n<text>Turnover by region</text></svg>'


def test_a_picture_with_words_and_no_version_for_a_language_is_told_by_check_alone(site: Site) -> None:
    site.complete()
    site.write("source/assets/img/chart.svg", CHART)
    site.write("source/assets/img/chart.fr.svg", CHART)
    assert (
        'source/assets/img/chart.svg:2: info: assets/img/chart.svg has words ("Turnover by region") and no version for nl; put chart.nl.svg beside it (picture-with-text)\n'
        in site.run("check").out
    )
    assert "picture-with-text" not in site.run("check", "fr").out
    assert site.run("build").err == ""
    site.edit("source/site.toml", 'region = "BE"', 'region = "BE"\n[checks]\npicture-with-text = "off"')
    assert "picture-with-text" not in site.run("check").out


def test_a_photograph_that_its_calls_for_translation_is_told_on_its_page(site: Site) -> None:
    site.write(
        "source/rules.its",
        '<its:rules xmlns:its="http://www.w3.org/2005/11/its" xmlns:h="http://www.w3.org/1999/xhtml" version="2.0">'
        '<its:externalResourceRefRule selector="//h:img[@class=\'words\']" externalResourceRefPointer="@src"/></its:rules>',
    )
    site.path("source/assets/map.png").write_bytes(b"\x89PNG")
    site.path("source/assets/map.nl.png").write_bytes(b"\x89PNG")
    site.complete()
    site.edit(
        "source/pages/index.xhtml",
        "<p>Hello",
        '<img class="words" src="../assets/map.png" alt="" width="1" height="1"/><p>Hello',
    )
    assert (
        "source/pages/index.xhtml:1: info: assets/map.png has words and no version for fr; put map.fr.png beside it (picture-with-text)\n"
        in site.run("check").out
    )
