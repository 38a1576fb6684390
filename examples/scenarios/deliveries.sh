#!/bin/sh
# Deliveries without labels: generate them, group them by the codes of an autoencoder, and find the odd ones.
#
#   examples/scenarios/deliveries.sh [FOLDER] [ROWS]      default: deliveries, 200000
set -eu
ae=$(cd "$(dirname "$0")/../.." && pwd)/ae
folder=${1:-deliveries}
rows=${2:-200000}
mkdir -p "$folder"
cd "$folder"

"$ae" data generate logistics --rows "$rows" --seed 1 --out deliveries.csv

# The labels are used for nothing but the measures in the reports.
patterns='--data deliveries.csv --data-option labels=deliveries-truth.csv:pattern'
oddities='--data deliveries.csv --data-option labels=deliveries-truth.csv:odd'

# shellcheck disable=SC2086
"$ae" cluster $patterns -k 7 --out raw-columns
# shellcheck disable=SC2086
"$ae" cluster $patterns -k 7 --train --layers 64,32 --code 6 --epochs 15 --out patterns

# What is odd are proportions, such as the cost for a distance, which differences of logarithms show. Other columns are inferred.
{
  separator='{"columns":['
  for column in distance_km driving_min fuel_l toll_eur waiting_min crew_min cost_eur weight_kg volume_m3 pieces \
    handling_min packing_kg insured_eur; do
    printf '%s{"name":"%s","kind":"number","log":true}' "$separator" "$column"
    separator=,
  done
  printf ']}\n'
} >schema.json
"$ae" train --data deliveries.csv --data-option schema=schema.json --layers 128,64 --code 8 --epochs 20 --test 0 \
  --out model.safetensors
"$ae" anomaly fit --model model.safetensors --score mse --threshold "contamination(0.025)" --out detector.safetensors
# shellcheck disable=SC2086
"$ae" anomaly score --detector detector.safetensors $oddities --normal none --out scores.csv
"$ae" anomaly explain --detector detector.safetensors --data deliveries.csv --top 10 --columns 3

printf '\nLook at %s/patterns/report.html\n' "$PWD"
