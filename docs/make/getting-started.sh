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
    "$root/ae" $command 2>&1 | grep -v 'incubator modules'
    echo
  done
} >"$root/docs/make/figures/getting-started.txt"

cp model-loss.svg "$root/docs/pictures/getting-started-loss.svg"
cp model-reconstructions.png "$root/docs/pictures/getting-started-reconstructions.png"
ls latent-space
cp latent-space/map.png "$root/docs/pictures/getting-started-map.png"
