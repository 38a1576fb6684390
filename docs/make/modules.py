#!/usr/bin/env python3
"""Draws docs/pictures/modules.svg from poms and module-infos: which module stands on which."""

import re
import xml.etree.ElementTree as xml
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
POM = {"m": "http://maven.apache.org/POM/4.0.0"}
WIDTH, COLUMNS, GAP, HEIGHT = 480, 3, 10, 34


def read(folder):
    """Return what a module's artifact brings along, and what its code sees, of ae4j's own."""
    brings = set()
    for dependency in xml.parse(folder / "pom.xml").findall("m:dependencies/m:dependency", POM):
        group, name, scope = (dependency.findtext(f"m:{tag}", "", POM) for tag in ("groupId", "artifactId", "scope"))
        if group == "org.ae4j" and scope != "test":
            brings.add(name)
    module = folder / "src/main/java/module-info.java"
    sees = re.findall(r"requires (?:transitive )?(org\.ae4j\.\S+);", module.read_text()) if module.exists() else []
    return brings, sees


modules = {pom.parent.name: read(pom.parent) for pom in ROOT.glob("ae-*/pom.xml")}
unpublished = {pom.parent.name for pom in ROOT.glob("ae-*/pom.xml") if "deploy.skip" in pom.read_text()}
for name in unpublished | {"ae-bom", "ae-plugin-archetype"}:
    del modules[name]


@cache
def level(name):
    brings, _ = modules[name]
    return max((level(other) + 1 for other in brings), default=0)


def kind(name):
    brings, sees = modules[name]
    return "api" if "ae-core" in brings and sees == ["org.ae4j.api"] else "core"


def text(x, y, words, size=14, anchor="middle", colour="#1f2933"):
    return f'<text x="{x}" y="{y}" font-size="{size}" text-anchor="{anchor}" fill="{colour}">{words}</text>'


def box(x, y, width, name):
    fill, line = {"api": ("#e3f0fd", "#1f6fb2"), "core": ("#fdf1dc", "#b26a1f")}[kind(name)]
    return (
        f'<rect x="{x}" y="{y}" width="{width}" height="{HEIGHT}" rx="5" fill="{fill}" stroke="{line}"/>'
        + text(x + width / 2, y + HEIGHT / 2 + 5, name, 12.5 if len(name) > 18 else 14)
    )


shapes, y = [], 2 * GAP
for rank in sorted(set(map(level, modules)), reverse=True):
    names = sorted((name for name in modules if level(name) == rank), key=lambda name: (kind(name), name))
    for start in range(0, len(names), COLUMNS):
        row = names[start : start + COLUMNS]
        width = (WIDTH - 2 * GAP - (len(row) + 1) * GAP) / len(row)
        shapes += [box(2 * GAP + i * (width + GAP), y, round(width, 1), name) for i, name in enumerate(row)]
        y += HEIGHT + GAP
    if rank:
        shapes.append(text(WIDTH / 2, y + 8, "&#8595; uses &#8595;", 12, colour="#52606d"))
        y += 24
y += GAP
for fill, line, words in (
    ("#e3f0fd", "#1f6fb2", "code sees ae-api alone; ae-core comes along, to train"),
    ("#fdf1dc", "#b26a1f", "code sees what stands below"),
):
    shapes.append(f'<rect x="{2 * GAP}" y="{y}" width="16" height="16" rx="3" fill="{fill}" stroke="{line}"/>')
    shapes.append(text(2 * GAP + 26, y + 13, words, 13, "start"))
    y += 26

svg = (
    f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {y + GAP}" font-family="system-ui, sans-serif">'
    f'<title>The modules of ae4j</title><rect width="{WIDTH}" height="{y + GAP}" rx="8" fill="#ffffff"/>'
    + "".join(shapes)
    + "</svg>\n"
)
target = ROOT / "docs/pictures/modules.svg"
target.parent.mkdir(exist_ok=True)
target.write_text(re.sub(r"(?<=\d)\.0(?=\D)", "", svg))
print(target.relative_to(ROOT))
