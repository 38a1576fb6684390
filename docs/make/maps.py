#!/usr/bin/env python3
"""Draws maps side by side into one SVG: maps.py OUT.svg COLUMNS MOST LABEL 'TITLE=map.csv'...

Each CSV file has the columns x, y and LABEL. Of many points every n-th is drawn, so that at most MOST are left.
The picture has a card of its own, light or dark as the reader's system is, and is readable on any page.
"""
import csv
import html
import sys

SIDE, GAP, TOP = 300, 16, 34
LIGHT = "332288 cc6677 117733 b58f00 44aa99 882255 3f9fd1 7f7f1e aa4499 707070".split()
DARK = "8f86f0 f08a99 4fc274 ecd05f 6fdcca e0679e 8fd3ff c4c45a e48ad8 b5b5b5".split()


def read(path, most, label):
    with open(path, newline="", encoding="utf-8") as file:
        rows = [(float(r["x"]), float(r["y"]), r[label]) for r in csv.DictReader(file)]
    return rows[:: -(-len(rows) // most)]


def panel(rows, names):
    xs, ys = [r[0] for r in rows], [r[1] for r in rows]
    side = max(max(xs) - min(xs), max(ys) - min(ys)) or 1
    middle = (max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2
    scale = (SIDE - 20) / side
    width = max(1.6, min(4, 120 / len(rows) ** 0.5))
    for index, name in enumerate(names):
        path, last = [], None
        for x, y, label in rows:
            if label == name:
                at = round((SIDE / 2 + (x - middle[0]) * scale) * 10), round((SIDE / 2 - (y - middle[1]) * scale) * 10)
                path.append("M%d %dh0" % at if last is None else "m%d %dh0" % (at[0] - last[0], at[1] - last[1]))
                last = at
        square = index // 5 % 2 == 1
        yield '<path transform="scale(.1)" class="k%d" stroke-width="%.0f" stroke-linecap="%s" d="%s"/>' % (
            index % 10, 10 * width * (0.9 if square else 1), "square" if square else "round", "".join(path))


def main():
    out, columns, most, label = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
    maps = [text.rsplit("=", 1) for text in sys.argv[5:]]
    data = [(title, read(path, most, label)) for title, path in maps]
    names = sorted({row[2] for _, rows in data for row in rows})
    columns = min(columns, len(data))
    lines = -(-len(data) // columns)
    width = columns * (SIDE + GAP) + GAP
    entry = 40 + 11 * max(map(len, names))
    per_line = max(1, width // entry)
    top = lines * (SIDE + TOP + GAP) + GAP
    height = top + 32 * -(-len(names) // per_line) + 4
    parts = ['<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" role="img">' % (width, height)]
    parts.append("<title>%s</title>" % html.escape(", ".join(title for title, _ in data)))
    colours = lambda all: "".join(".k%d{stroke:#%s}" % (i, c) for i, c in enumerate(all))
    parts.append(
        "<style>text{font:20px system-ui,sans-serif;fill:#1b2430}path{fill:none;stroke-opacity:.8}"
        ".page{fill:#fff}.card{fill:none;stroke:#dde2e9}" + colours(LIGHT)
        + "@media(prefers-color-scheme:dark){text{fill:#e8ecf1}.page{fill:#181e26}.card{stroke:#2b3440}"
        + colours(DARK) + "}</style>")
    parts.append('<rect class="page" width="%d" height="%d" rx="10"/>' % (width, height))
    for i, (title, rows) in enumerate(data):
        x, y = GAP + i % columns * (SIDE + GAP), GAP + i // columns * (SIDE + TOP + GAP)
        parts.append('<g transform="translate(%d %d)"><text x="2" y="20">%s</text>' % (x, y, html.escape(title)))
        parts.append('<rect class="card" y="%d" width="%d" height="%d" rx="6"/>' % (TOP - 4, SIDE, SIDE))
        parts.append('<g transform="translate(0 %d)">' % (TOP - 4))
        parts.extend(panel(rows, names))
        parts.append("</g></g>")
    for i, name in enumerate(names):
        x, y = GAP + 8 + i % per_line * entry, top + 14 + i // per_line * 32
        square = "square" if i // 5 % 2 else "round"
        parts.append('<path class="k%d" stroke-width="13" stroke-linecap="%s" d="M%d %dh0"/><text x="%d" y="%d">%s</text>'
                     % (i % 10, square, x, y, x + 14, y + 7, html.escape(name)))
    parts.append("</svg>\n")
    with open(out, "w", encoding="utf-8") as file:
        file.write("\n".join(parts))


main()
