#!/bin/sh
# A folder of photos, grouped by what they show into contact sheets.
#
#   examples/scenarios/photos.sh [PHOTOS] [FOLDER] [K]
#
# PHOTOS has PNG or JPEG files, or folders of them. Without it images of Fashion-MNIST are written as files first.
set -eu
ae=$(cd "$(dirname "$0")/../.." && pwd)/ae
photos=${1:-}
folder=${2:-photo-groups}
k=${3:-10}
if [ -z "$photos" ]; then
  photos=photos
  "$ae" data export --data fashion-mnist-sample --out "$photos"
fi

"$ae" cluster --data "$photos" --data-option size=28x28 --method idec --variant convolutional --code 16 --epochs 30 \
  -k "$k" --out "$folder"

printf '\nLook at %s/report.html\n' "$folder"
