#!/usr/bin/env bash
# Builds the site into docs/target/site: the pages, the notebooks, and the Javadoc beside them.
#
#   docs/build.sh               everything; open docs/target/site/index.html
#   docs/build.sh --pages       the pages alone, with the Javadoc of the last time
#   docs/build.sh --if-sphinx   everything, but nothing where Sphinx is not installed
#
# Sphinx comes from the system where it has all that docs/requirements.txt names, and else from pip, into docs/target.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
target=docs/target
site=$target/site

fail() {
  printf 'docs/build.sh: %s\n' "$1" >&2
  exit 1
}

has_sphinx() {
  "$1" -c 'import sphinx, myst_parser, furo, sphinx_copybutton' 2>/dev/null
}

find_python() {
  command -v python3 >/dev/null || fail 'found no python3, which Sphinx needs; install Python 3.9 or newer'
  for python in python3 /usr/bin/python3 "$target/sphinx-env/bin/python"; do
    if has_sphinx "$python"; then return; fi
  done
  if $if_sphinx; then
    echo 'docs/build.sh: Sphinx is not installed, so the site is not built; without --if-sphinx it is installed' >&2
    exit 0
  fi
  echo "Sphinx is not installed: it goes to $target/sphinx-env, once"
  if ! python3 -m venv "$target/sphinx-env" || ! "$python" -m pip install -q -r docs/requirements.txt; then
    fail 'cannot install Sphinx. On Debian or Ubuntu: apt-get install python3-sphinx python3-myst-parser furo
  python3-sphinx-copybutton; elsewhere: pip install -r docs/requirements.txt. Both need the network, once.'
  fi
}

pages_only=false if_sphinx=false
case ${1:-} in
  '') ;;
  --pages) pages_only=true ;;
  --if-sphinx) if_sphinx=true ;;
  *) fail "unknown option '$1', expected --pages, --if-sphinx or nothing" ;;
esac

mkdir -p "$target"
find_python
api=target/reports/apidocs
if ! $pages_only || [ ! -f "$api/index.html" ]; then
  ./mvnw -B -q -DskipTests javadoc:aggregate
fi

rm -rf "$site"
"$python" -m sphinx -W --keep-going -E -q -b html -c docs -d "$target/doctrees" . "$site"
cp -r "$api" "$site/api"
cat >"$site/index.html" <<'HTML'
<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>ae4j</title><meta http-equiv="refresh" content="0; url=docs/README.html"></head>
<body><a href="docs/README.html">ae4j</a></body></html>
HTML

# The site is read without a network: no page may load anything from one.
if grep -rlE --include='*.html' --exclude-dir=api '<(script|img|iframe)[^>]* src="(https?:)?//|<link[^>]* href="(https?:)?//[^>]*rel="stylesheet|rel="stylesheet"[^>]* href="(https?:)?//' "$site"; then
  fail 'the pages above load from the network'
fi
echo "$site/index.html"
