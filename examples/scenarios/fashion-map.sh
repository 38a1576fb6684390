#!/bin/sh
# Fashion-MNIST: train an autoencoder, then lay its codes out in two dimensions by t-SNE.
#
#   examples/scenarios/fashion-map.sh [FOLDER] [DATA]      default: fashion-map, fashion-mnist
set -eu
ae=$(cd "$(dirname "$0")/../.." && pwd)/ae
folder=${1:-fashion-map}
data=${2:-fashion-mnist}
mkdir -p "$folder"
cd "$folder"

"$ae" train --data "$data" --layers 256,128 --code 32 --epochs 15 --out model.safetensors
"$ae" map --data "$data" --model model.safetensors --split test --out codes
"$ae" map --data "$data" --split test --out pixels

printf '\nLook at %s/codes/map.html, and at %s/pixels/map.html beside it\n' "$PWD" "$PWD"
