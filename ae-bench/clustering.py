#!/usr/bin/env python3
"""Measures how well clusters of Fashion-MNIST agree with its classes, and how long that takes.

    ae-bench/clustering.py                       # five seeds; docs/clustering.md has what came out
    ae-bench/clustering.py --short               # the setting that takes less than ten minutes a seed
    ae-bench/clustering.py --epochs 60 --schedule cosine --whiten 0.5
    ae-bench/clustering.py --peer python3        # k-means on pixels against scikit-learn, in turns

All 70 000 images, training and test rows together; labels are used for the measures alone. Each step's folder below --out is
kept: what is there already is not computed again, so an interrupted run goes on. Needs Python 3.9 and nothing else; --peer
needs an interpreter with scikit-learn.
"""
import argparse
import json
import statistics
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# As in the literature: linear code and output, weights within 1 / sqrt(fan-in), plain momentum at a rate of 1.
LAYERS = " relu ".join(f"dense({units},init=uniform_fan_in)" for units in (500, 500, 2000, 10))
PEER = """
import gzip, sys, time, numpy as np
from sklearn.cluster import KMeans
from sklearn.metrics import normalized_mutual_info_score
folder, seed = sys.argv[1], int(sys.argv[2])
read = lambda name: np.frombuffer(gzip.open(f'{folder}/{name}-images-idx3-ubyte.gz').read(), np.uint8, offset=16)
x = np.concatenate([read('train'), read('t10k')]).reshape(-1, 784).astype(np.float32) / 255
began = time.time()
fit = KMeans(10, n_init=20, random_state=seed).fit(x)
print(f'scikit-learn  seed {seed}  {time.time() - began:6.1f} s  inertia {fit.inertia_:.0f}', flush=True)
"""


def cluster(folder, *arguments):
    """Runs ae cluster once; returns the figures of its last line of JSON."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "figures.json"
    if not (folder / "report.html").exists():
        command = [ROOT / "ae", "cluster", "-k", "10", "--quiet", "--out", folder, "--json", file, *arguments]
        subprocess.run([str(part) for part in command], check=True)
    return json.loads(file.read_text().splitlines()[-1])


def line(name, figures):
    print(
        f"{name:22}  ACC {figures['accuracy']:.4f}  NMI {figures['nmi']:.4f}  ARI {figures['ari']:.4f}"
        f"  {figures['seconds']:6.1f} s",
        flush=True,
    )


def summary(all_figures):
    print("\n| method | ACC | NMI | ARI | ACC of each seed | seconds |\n|---|---|---|---|---|---|")
    for method, figures in all_figures.items():
        if figures:
            means = " | ".join(f"{statistics.mean(f[key] for f in figures):.3f}" for key in ("accuracy", "nmi", "ari"))
            each = " ".join(f"{f['accuracy']:.3f}" for f in figures)
            print(f"| {method} | {means} | {each} | {statistics.mean(f['seconds'] for f in figures):.0f} |")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3, 4, 5])
    parser.add_argument("--epochs", type=int, default=30, help="of pre-training")
    parser.add_argument("--batch", type=int, default=128, help="of pre-training")
    parser.add_argument("--schedule", default="constant", help="of the rate in pre-training")
    parser.add_argument("--whiten", default="0", help="power, for k-means beside plain one, and for dec and idec")
    parser.add_argument("--cluster-epochs", type=int, default=20, help="of dec and idec, at most")
    parser.add_argument("--short", action="store_true", help="10 epochs of pre-training, 8 of clustering, dec alone")
    parser.add_argument("--out", type=Path, default=Path("clustering-figures"))
    parser.add_argument("--threads", default="2")
    parser.add_argument("--peer", help="a Python with scikit-learn: compare k-means on pixels alone")
    parser.add_argument("--data-dir", default="/usr/share/datasets/fashion-mnist", help="for --peer")
    options = parser.parse_args()
    data = ["--data", "fashion-mnist", "--threads", options.threads]
    if options.peer:
        for seed in options.seeds:
            line(f"ae4j  seed {seed}", cluster(options.out / f"pixels-{seed}", *data, "--seed", seed))
            subprocess.run([options.peer, "-c", PEER, options.data_dir, str(seed)], check=True)
        return
    epochs, cluster_epochs, methods = options.epochs, options.cluster_epochs, ["dec", "idec"]
    if options.short:
        epochs, cluster_epochs, methods = 10, 8, ["dec"]
    found = {"AE + k-means": [], "normalized": [], "whitened": [], "both": [], "dec": [], "idec": []}
    # What a power changes has it in the name of its folder; pre-training is done once for all powers.
    whiten, power = ([], "") if float(options.whiten) == 0 else (["--whiten", options.whiten], f"-{options.whiten}")
    for seed in options.seeds:
        own = options.out / f"epochs-{epochs}-batch-{options.batch}-{options.schedule}-seed-{seed}"
        train = ["--train", "--encoder", LAYERS, "--output", "linear", "--epochs", epochs, "--batch", options.batch]
        train += ["--optimizer", "sgd(momentum=0.9)", "--learning-rate", "1", "--schedule", options.schedule]
        common = ["--seed", seed]
        found["AE + k-means"].append(cluster(own / "ae", *data, *train, *common))
        line(f"seed {seed}  AE + k-means", found["AE + k-means"][-1])
        model = ["--model", own / "ae" / "model.safetensors"]
        changes = {"normalized": ("", ["--normalize"])}
        if whiten:
            changes.update(whitened=(power, whiten), both=(power, [*whiten, "--normalize"]))
        for name, (suffix, change) in changes.items():
            found[name].append(cluster(own / (name + suffix), *data, *model, "--method", "kmeans", *change, *common))
            line(f"seed {seed}  {name}", found[name][-1])
        for method in methods:
            more = ["--method", method, "--cluster-epochs", cluster_epochs, "--batch", "256", *whiten]
            found[method].append(cluster(own / (method + power), *data, *model, *more, *common))
            line(f"seed {seed}  {method}", found[method][-1])
    summary(found)


if __name__ == "__main__":
    sys.exit(main())
