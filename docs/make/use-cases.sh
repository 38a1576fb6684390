#!/bin/sh
# Make the pictures and figures of the use cases, all or some:
#
#   docs/make/use-cases.sh [denoising|variational|anomaly|features|clustering|maps|logistics ...]
#
# They go to docs/pictures and docs/make/figures, from the sample of Fashion-MNIST and from invented deliveries: two minutes on two
# cores. Models stay in docs/make/target, where the next run finds them.
set -eu
cd "$(dirname "$0")/../.."
pictures=docs/pictures
figures=docs/make/figures
work=docs/make/target/use-cases
mkdir -p "$pictures" "$figures" "$work"

train() { # FILE OPTION...
  file=$work/$1
  shift
  [ -e "$file" ] || ./ae train --no-pictures --quiet --out "$file" "$@" 2>/dev/null
}

ae() {
  ./ae "$@" 2>/dev/null
}

denoising() {
  train denoising.safetensors --variant denoising --layers 256 --code 64 --epochs 40 --validation 0
  train plain.safetensors --layers 256 --code 64 --epochs 40 --validation 0
  for model in denoising plain; do
    echo "$model, trained on $([ $model = plain ] && echo 'clean images' || echo 'gaussian(0.3)')"
    ae evaluate --model "$work/$model.safetensors" --noise "gaussian(0.1)" --noise "gaussian(0.3)" \
      --noise "gaussian(0.6)" --noise "masking(0.5)" --noise "block(10)"
  done >"$figures/denoising.txt"
  ae denoise --model "$work/denoising.safetensors" --noise "gaussian(0.3)" --out "$pictures/denoising.png"
  ae denoise --model "$work/denoising.safetensors" --noise "block(10)" --out "$pictures/denoising-block.png"
}

variational() {
  : >"$figures/variational.txt"
  for beta in 0.25 1 4 100; do
    train "vae-$beta.safetensors" --variant variational --loss bce --encoder "dense(400) relu dense(20)" \
      --option "beta=$beta" --epochs 40 --validation 0
    echo "beta $beta" >>"$figures/variational.txt"
    ./ae evaluate --model "$work/vae-$beta.safetensors" >>"$figures/variational.txt" 2>/dev/null
  done
  ae sample --model "$work/vae-1.safetensors" --count 40 --out "$pictures/vae-samples.png"
  ae interpolate --model "$work/vae-1.safetensors" --from 0 --to 7 --out "$work/between-0.png"
  ae interpolate --model "$work/vae-1.safetensors" --from 2 --to 1 --out "$work/between-1.png"
  "${JAVA_HOME:+$JAVA_HOME/bin/}java" docs/make/Stack.java "$pictures/vae-between.png" \
    "$work/between-0.png" "$work/between-1.png"
  train vae-6.safetensors --variant variational --loss bce --encoder "dense(400) relu dense(6)" --epochs 40 --validation 0
  ae traverse --model "$work/vae-6.safetensors" --out "$pictures/vae-units.png"
}

anomaly() {
  train shirts.safetensors --classes 0 --variant convolutional --code 16 --epochs 60 --validation 0
  ae anomaly fit --model "$work/shirts.safetensors" --score mse+mahalanobis --out "$work/detector.safetensors"
  ae anomaly score --detector "$work/detector.safetensors" --data fashion-mnist-sample --normal 0 --out "$work/scores.csv" \
    >"$figures/anomaly.txt"
  cp "$work/scores-ranking.svg" "$pictures/anomaly-ranking.svg"
  ae anomaly score --detector "$work/detector.safetensors" --data fashion-mnist-sample --classes 0 --out "$work/normal.csv"
  cp "$work/normal-most.png" "$pictures/anomaly-most.png"
}

features() {
  train first.safetensors --classes 0,1,2,3,4 --layers 128,64 --code 32 --epochs 20
  {
    echo "epochs,random weights,--init-from,and --freeze encoder"
    for epochs in 1 2 5 10 20 50; do
      printf %s "$epochs"
      for how in "" "--init-from $work/first.safetensors" "--init-from $work/first.safetensors --freeze encoder"; do
        # shellcheck disable=SC2086
        ae train --classes 5,6,7,8,9 --limit 1000 --validation 0 --layers 128,64 --code 32 \
          --epochs "$epochs" --no-pictures --out "$work/second.safetensors" --json - $how |
          sed -n 's/.*"test_mse":\([0-9.E-]*\).*/\1/p' | tail -n 1 | tr '\n' ' ' | sed 's/^/,/; s/ $//'
      done
      echo
    done
  } >"$figures/features.csv"
  python3 docs/make/lines.py "$pictures/transfer.svg" "epochs on 1 000 images of other classes" "test error" "$figures/features.csv"
}

clustering() {
  ae cluster --data fashion-mnist-sample --method idec --code 10 --epochs 30 -k 10 --sheet 10 --out "$work/groups" |
    sed -n '/^cluster  /,/^classes/p' >"$figures/clustering.txt"
  "${JAVA_HOME:+$JAVA_HOME/bin/}java" docs/make/Stack.java "$pictures/clusters.png" "$work"/groups/cluster-*.png
}

maps() {
  ae map --limit 3000 --out "$work/sample-map" | sed "/ s$/d; /^page/d; /^map/d" >"$figures/maps.txt"
  cp "$work/sample-map/map.svg" "$pictures/sample-map.svg"
}

logistics() {
  [ -e "$work/deliveries.csv" ] || ae data generate logistics --rows 20000 --seed 1 --out "$work/deliveries.csv"
  [ -e "$work/deliveries.safetensors" ] || ae train --data "$work/deliveries.csv" --layers 64,32 --code 5 --batch 64 --epochs 15 \
    --validation 0 --test 0 --quiet --out "$work/deliveries.safetensors"
  truth=labels=$work/deliveries-truth.csv:pattern
  ae map --data "$work/deliveries.csv" --data-option "$truth" --limit 5000 --out "$work/raw-map" |
    sed "/ s$/d; /^page/d; /^map/d" >"$figures/logistics.txt"
  ae map --data "$work/deliveries.csv" --data-option "$truth" --limit 5000 --model "$work/deliveries.safetensors" \
    --out "$work/code-map" | sed "/ s$/d; /^page/d; /^map/d" >>"$figures/logistics.txt"
  python3 docs/make/maps.py "$pictures/deliveries-maps.svg" 2 2500 label \
    "columns as they are=$work/raw-map/map.csv" "codes of 5 numbers=$work/code-map/map.csv"
}

[ $# -gt 0 ] || set -- denoising variational anomaly features clustering maps logistics
for part; do
  echo "$part" >&2
  "$part"
done
