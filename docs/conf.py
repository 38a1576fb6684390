"""Configuration of Sphinx: the repository's Markdown pages and notebooks as a site. See build.sh."""

import base64
import json
import posixpath
import re

project = "ae4j"
html_title = "ae4j"
extensions = ["myst_parser", "sphinx_copybutton"]
root_doc = "docs/README"
include_patterns = [
    "README.md", "CONTRIBUTING.md", "RELEASE_NOTES.md", "ae-bench/README.md", "docs/**", "examples/**"
]
exclude_patterns = ["**/target/**", "docs/src/**", "docs/make/**", "docs/pictures/**", "**/.ipynb_checkpoints/**"]
source_suffix = {".md": "markdown", ".ipynb": "markdown"}
myst_heading_anchors = 4

html_theme = "furo"
# Debian's build of Furo has lost its dark colours.
html_theme_options = {
    "dark_css_variables": {
        f"color-{name}": value
        for name, value in {
            "foreground-primary": "#e3e6eb",
            "foreground-secondary": "#abb2bd",
            "foreground-muted": "#8f97a3",
            "foreground-border": "#6d7682",
            "background-primary": "#14171c",
            "background-secondary": "#1b1f26",
            "background-hover": "#262c35",
            "background-hover--transparent": "#262c3500",
            "background-border": "#323a45",
            "background-item": "#3b4552",
            "brand-primary": "#74b0ff",
            "brand-content": "#74b0ff",
            "highlighted-background": "#0e3f70",
            "highlight-on-target": "#2a2a12",
        }.items()
    }
}
templates_path = ["templates"]
html_static_path = ["static"]
html_css_files = ["site.css"]
html_copy_source = False
html_show_sourcelink = False
html_show_copyright = False
html_sidebars = {
    "**": [
        "sidebar/brand.html",
        "sidebar/search.html",
        "sidebar/scroll-start.html",
        "sidebar/navigation.html",
        "javadoc.html",
        "sidebar/scroll-end.html",
    ]
}
pygments_style = "friendly"
pygments_dark_style = "monokai"
copybutton_prompt_text = "$ "

PAGE = re.compile(r"\]\(([^)#:]+\.(?:md|ipynb))\)")


def toctree(caption, pages):
    entries = "\n".join(re.sub(r"\.\w+$", "", page) for page in dict.fromkeys(pages))
    title = f":caption: {caption}\n" if caption else ""
    return f"\n\n```{{toctree}}\n:hidden:\n{title}\n{entries}\n```\n" if entries else ""


def navigation(name, text):
    """Make the navigation of what an index links to: each section of the first one is a group."""
    if name == root_doc:
        sections = re.split(r"^## (.+)$", text, flags=re.M)[1:]
        groups = zip(sections[::2], sections[1::2])
        return "".join(toctree(title, PAGE.findall(body)) for title, body in groups)
    if posixpath.basename(name) == "README" and "/" in name:
        return toctree("", [page for page in PAGE.findall(text) if ".." not in page])
    return ""


def cell(cell):
    """Write a notebook's cell, with what came of it, as Markdown."""
    source = "".join(cell["source"])
    if cell["cell_type"] != "code":
        return source
    blocks = [f"```java\n{source}\n```"]
    for output in cell["outputs"]:
        data = output.get("data", {"text/plain": output.get("text", "")})
        texts = {kind: "".join(data[kind]) for kind in data}
        if "text/html" in texts:
            blocks.append("<div>" + re.sub(r"\s*\n", "\n", texts["text/html"]) + "</div>")
        elif "image/svg+xml" in texts:
            svg = base64.b64encode(texts["image/svg+xml"].encode()).decode()
            blocks.append(f"![what the cell draws](data:image/svg+xml;base64,{svg})")
        elif "image/png" in texts:
            png = "".join(texts["image/png"].split())
            blocks.append(f"![what the cell draws](data:image/png;base64,{png})")
        elif texts["text/plain"].strip():
            blocks.append(f"```text\n{texts['text/plain'].rstrip()}\n```")
    return "\n\n".join(blocks)


def read(app, name, source):
    if app.env.doc2path(name).endswith(".ipynb"):
        source[0] = "\n\n".join(map(cell, json.loads(source[0])["cells"]))
    source[0] += navigation(name, source[0])


def setup(app):
    app.connect("source-read", read)
    return {"parallel_read_safe": True}
