#!/bin/sh
# Make the maps and figures of docs/dimensionality-reduction.md: about three minutes on two cores.
#
#   docs/make/dimensionality-reduction.sh [FOLDER]      keeps the models there; default: docs/make/target/reduction
#
# The full Fashion-MNIST has to be there ('ae data fetch fashion-mnist').
set -eu
cd "$(dirname "$0")/../.."
work=${1:-docs/make/target/reduction}
figures=docs/make/figures/dimensionality-reduction.txt
mkdir -p "$work" docs/make/figures docs/pictures

train() { # FILE OPTION...
  file=$work/$1
  shift
  [ -e "$file" ] || ./ae train --data fashion-mnist --validation 0 --no-pictures --quiet --out "$file" "$@"
}
train f32.safetensors --layers 128,64 --code 32 --epochs 20
train f2.safetensors --layers 256,128,64 --code 2 --epochs 30
train d32.safetensors --layers 128,64 --code 32 --epochs 4 --variant denoising --corruption "gaussian(0.5)"

measure() {
  "${JAVA_HOME:+$JAVA_HOME/bin/}java" --add-modules jdk.incubator.vector -Xmx2g \
    --class-path 'ae-cli/target/dist/lib/*' docs/make/Reduction.java "$1" "$work" 2>/dev/null
}
for part in clean noisy blobs; do
  [ -e "$work/$part.txt" ] || { measure "$part" >"$work/$part.tmp" && mv "$work/$part.tmp" "$work/$part.txt"; }
done
cat "$work/clean.txt" "$work/noisy.txt" "$work/blobs.txt" >"$figures"

python3 docs/make/maps.py docs/pictures/reduction-maps.svg 2 2500 label \
  "PCA, 2 components=$work/pca-2.csv" "code of 2 values=$work/code-2.csv" \
  "t-SNE of 784 pixels=$work/pixels-784.csv" "t-SNE of codes of 32=$work/code-32.csv"
python3 docs/make/maps.py docs/pictures/reduction-noise.svg 2 2500 label \
  "t-SNE of noisy pixels=$work/noisy-pixels-784.csv" "t-SNE of denoising codes=$work/noisy-denoising-32.csv"
python3 docs/make/maps.py docs/pictures/tsne-distances.svg 2 900 label \
  "three groups=$work/blobs-before.csv" "their map by t-SNE=$work/blobs-map.csv"
cat "$figures"
