#!/usr/bin/env python3
"""Draws lines into an SVG: lines.py OUT.svg ACROSS UP FIGURES.csv

The file's first column is across, on a logarithmic axis; each other column is a line, named by the header.
"""
import csv
import html
import math
import sys

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 600, 400, 84, 24, 20, 64
LIGHT = "0068a8 c8501a 007f5f b0508a".split()
DARK = "5fb0ee f58e58 3fc79c e695c4".split()
DASHES = ["none", "9 5", "2 5", "12 4 2 4"]


def main():
    out, across, up, path = sys.argv[1:5]
    with open(path, newline="", encoding="utf-8") as file:
        head, *rows = csv.reader(file)
    xs = [float(row[0]) for row in rows]
    lines = [[float(row[k]) for row in rows] for k in range(1, len(head))]
    most = max(map(max, lines)) * 1.05
    step = 10 ** math.floor(math.log10(most))
    step = step / 5 if most / step < 2 else step / 2 if most / step < 5 else step
    width, height = WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM
    at_x = lambda x: LEFT + width * math.log(x / xs[0]) / math.log(xs[-1] / xs[0])
    at_y = lambda y: TOP + height * (1 - y / most)
    total = HEIGHT + 28 * len(lines)
    colours = lambda all: "".join(".l%d{stroke:#%s}" % (i, c) for i, c in enumerate(all))
    parts = ['<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" role="img">' % (WIDTH, total)]
    parts.append("<title>%s by %s</title>" % (html.escape(up), html.escape(across)))
    parts.append("<style>text{font:18px system-ui,sans-serif;fill:#1b2430}.page{fill:#fff}.rule{stroke:#dde2e9}"
                 "polyline{fill:none;stroke-width:2.6}" + colours(LIGHT)
                 + "@media(prefers-color-scheme:dark){text{fill:#e8ecf1}.page{fill:#181e26}.rule{stroke:#2b3440}"
                 + colours(DARK) + "}</style>")
    parts.append('<rect class="page" width="%d" height="%d" rx="10"/>' % (WIDTH, total))
    for i in range(int(most / step) + 1):
        y = at_y(i * step)
        parts.append('<path class="rule" d="M%d %.1fh%d"/><text x="%d" y="%.1f" text-anchor="end">%g</text>'
                     % (LEFT, y, width, LEFT - 8, y + 6, i * step))
    for x in xs:
        parts.append('<text x="%.1f" y="%d" text-anchor="middle">%g</text>' % (at_x(x), TOP + height + 24, x))
    parts.append('<text x="%d" y="%d" text-anchor="middle">%s</text>' % (LEFT + width / 2, HEIGHT - 12, html.escape(across)))
    parts.append('<text transform="translate(20 %d) rotate(-90)" text-anchor="middle">%s</text>' % (TOP + height / 2, html.escape(up)))
    for i, (name, line) in enumerate(zip(head[1:], lines)):
        points = " ".join("%.1f,%.1f" % (at_x(x), at_y(y)) for x, y in zip(xs, line))
        y = HEIGHT + 14 + 28 * i
        parts.append('<polyline class="l%d" stroke-dasharray="%s" points="%s"/>' % (i, DASHES[i], points))
        parts.append('<polyline class="l%d" stroke-dasharray="%s" points="%d,%d %d,%d"/><text x="%d" y="%d">%s</text>'
                     % (i, DASHES[i], LEFT, y - 6, LEFT + 44, y - 6, LEFT + 56, y, html.escape(name)))
    parts.append("</svg>\n")
    with open(out, "w", encoding="utf-8") as file:
        file.write("\n".join(parts))


main()
