#!/usr/bin/env python3
"""Measure how well detectors part one class of Fashion-MNIST from the nine others, each class in turn, with one setting.

    ae-bench/anomaly-classes.py                                   # all ten classes, about five minutes on two cores
    ae-bench/anomaly-classes.py --classes 0,1 --epochs 10 --seeds 1,2 --ae ./ae
    ae-bench/anomaly-classes.py --train '--variant variational --loss bce' --scores loss,reconstruction_probability

For each class a model, convolutional unless told otherwise, is trained on its 6 000 training images, detectors are fitted to the same images, and
all 10 000 test images are scored; those of the other classes are the anomalies. Prints a Markdown table of the area under
the ROC curve. Needs nothing but Python and the ae command; Fashion-MNIST is where './ae data fetch fashion-mnist' puts it.
"""
import argparse
import json
import shlex
import subprocess
import tempfile
from pathlib import Path


def arguments():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument('--ae', default=str(Path(__file__).resolve().parent.parent / 'ae'), help='the ae command')
    p.add_argument('--classes', default='0,1,2,3,4,5,6,7,8,9')
    p.add_argument('--scores', default='mse,mahalanobis,mse+mahalanobis')
    p.add_argument('--train', default='--variant convolutional --code 16', help="what 'ae train' is told of the model")
    p.add_argument('--epochs', default='30')
    p.add_argument('--seeds', default='1')
    p.add_argument('--threads', default='2')
    return p.parse_args()


def ae(a, *options):
    command = [a.ae, *options, '--threads', a.threads, '--quiet', '--json', '-']
    run = subprocess.run(command, capture_output=True, text=True)
    if run.returncode != 0:
        raise SystemExit(f'{" ".join(command)}\n{run.stderr}')
    return json.loads(run.stdout.splitlines()[-1])


def measure(a, label, seed, folder):
    model, detector = folder / 'model.safetensors', folder / 'detector.safetensors'
    ae(a, 'train', '--data', 'fashion-mnist', '--classes', label, *shlex.split(a.train), '--epochs', a.epochs,
       '--validation', '0', '--seed', seed, '--no-pictures', '--out', str(model))
    areas = []
    for score in a.scores.split(','):
        ae(a, 'anomaly', 'fit', '--model', str(model), '--score', score, '--out', str(detector))
        areas.append(ae(a, 'anomaly', 'score', '--detector', str(detector), '--data', 'fashion-mnist', '--normal', label,
                        '--no-pictures', '--out', str(folder / 'scores.csv'))['auc'])
    return areas


def main():
    a = arguments()
    scores, rows = a.scores.split(','), []
    print('| normal class |', ' | '.join(f'`{s}`' for s in scores), '|')
    print('|---|' + '---|' * len(scores), flush=True)
    with tempfile.TemporaryDirectory() as folder:
        for label in a.classes.split(','):
            runs = [measure(a, label, seed, Path(folder)) for seed in a.seeds.split(',')]
            rows.append([sum(column) / len(runs) for column in zip(*runs)])
            print(f'| {label} |', ' | '.join(f'{area:.4f}' for area in rows[-1]), '|', flush=True)
    print('| mean |', ' | '.join(f'{sum(column) / len(rows):.4f}' for column in zip(*rows)), '|')


if __name__ == '__main__':
    main()
