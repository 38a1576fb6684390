#!/usr/bin/env bash
# Makes the pictures and the output of docs/getting-started.md.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

{
  for command in "train --layers 128,64 --code 16 --epochs 20" "evaluate" "map --model model.safetensors --out latent-space"; do
    echo "\$ ./ae $command"
    # shellcheck disable=SC2086
    "$root/ae" $command 2>&1 | grep -v 'incubator modules' | sed -E 's|  [0-9,]+ rows/s.*||; /^[a-z]+ +[0-9.]+ s$/d'
    echo
  done
} >"$root/docs/make/figures/getting-started.txt"

cp model-loss.svg "$root/docs/pictures/getting-started-loss.svg"
cp model-reconstructions.png "$root/docs/pictures/getting-started-reconstructions.png"
cp latent-space/map.svg "$root/docs/pictures/getting-started-map.svg"
