#!/usr/bin/env python3
"""Fit the time of a training step to what the step does, from the figures of compare-speed.py.

    ae-bench/compare-speed.py --python PEERS/bin/python --peers none --models dense --threads 1 \\
        --batch 32,64,128,256,512 --layers 32:128,64:256,256:512,512,512 --csv cost.csv
    PEERS/bin/python ae-bench/fit-cost.py cost.csv

The time of a step of B rows with P weights, of which W in matrices and I of these in the first, and A activations a row:

    seconds = operations / rate + elements x activation + P x update + fixed
    operations = B (6 W - 2 I)        forward, by weights, by inputs but for the first layer
    elements   = B (A + 2 x 784)      activations there and back, bytes to floats, loss

The four coefficients are fitted by least squares of the relative error, none below zero, to each case's best run.
"""
import csv
import sys
from itertools import combinations

import numpy as np


def terms(row):
    hidden, code, batch = [int(n) for n in row['layers'].split(',')], int(row['code']), int(row['batch'])
    if row['model'] == 'vae':
        pairs = [(784, hidden[0]), (hidden[0], 2 * code), (code, hidden[0]), (hidden[0], 784)]
    else:
        sizes = [784, *hidden, code, *reversed(hidden), 784]
        pairs = list(zip(sizes, sizes[1:]))
    weights, outputs = sum(i * o for i, o in pairs), sum(o for _, o in pairs)
    operations = batch * (6 * weights - 2 * pairs[0][0] * pairs[0][1])
    return [operations, batch * (outputs + 2 * 784), weights + outputs, 1]


def fit(x, seconds):
    """Returns the best coefficients of which none is negative, by trying each choice of those that are not zero."""
    scaled, best = x / seconds[:, None], None
    for count in range(1, x.shape[1] + 1):
        for chosen in combinations(range(x.shape[1]), count):
            unit = np.abs(scaled[:, chosen]).max(axis=0)
            found = np.linalg.lstsq(scaled[:, chosen] / unit, np.ones(len(x)), rcond=None)[0] / unit
            error = np.linalg.norm(scaled[:, chosen] @ found - 1)
            if (found >= 0).all() and (best is None or error < best[0]):
                coefficients = np.zeros(x.shape[1])
                coefficients[list(chosen)] = found
                best = error, coefficients
    return best[1]


def main():
    if len(sys.argv) != 2 or sys.argv[1].startswith('-'):
        sys.exit(__doc__)
    with open(sys.argv[1], newline='') as file:
        rows = [row for row in csv.DictReader(file) if row['side'] == 'ae4j' and not row['problem'] and row['layers']]
    for threads in sorted({int(row['threads']) for row in rows}):
        cases = {}
        for row in rows:
            if int(row['threads']) == threads:
                best = cases.setdefault(row['case'], (0, None))
                cases[row['case']] = max(best, (int(row['images_per_second']), tuple(row.items())), key=lambda pair: pair[0])
        if len(cases) < 5:
            print(f'{threads} threads: {len(cases)} cases are too few for four coefficients')
            continue
        x = np.array([terms(dict(items)) for _, items in cases.values()], float)
        seconds = np.array([int(dict(items)['batch']) / speed for speed, items in cases.values()])
        found = fit(x, seconds)
        off = x @ found / seconds - 1
        rate = f'{1e-9 / found[0]:.1f} GFLOP/s' if found[0] else 'not seen'
        print(f'{threads} threads, {len(cases)} cases: rate {rate}, activation {found[1] * 1e9:.3f} ns, '
              f'update {found[2] * 1e9:.3f} ns, fixed {found[3] * 1e6:.1f} us; '
              f'off by {np.sqrt(np.mean(off ** 2)):.1%} (root mean square), {np.abs(off).max():.1%} at most')
        for (name, _), measured, difference in zip(cases.items(), seconds, off):
            print(f'  {name:<44} {measured * 1e6:>9.1f} us a step, predicted {difference:+.1%}')


if __name__ == '__main__':
    main()
