#!/usr/bin/env python3
"""Writes the reference values of ROC and precision-recall: src/test/resources/reference/ranking.csv.

Run it only to add or change a case; the file is part of the sources, and a build never needs Python:

    python3 -m venv env && env/bin/pip install scikit-learn numpy
    env/bin/python ae-anomaly/src/test/reference/make_reference.py

Made with scikit-learn 1.9.1: roc_auc_score and average_precision_score. A line is a case: its name, both values, the
scores, and the labels (1 for an anomaly), the last two with spaces between.
"""
from pathlib import Path

import numpy as np
from sklearn.metrics import average_precision_score, roc_auc_score

FILE = Path(__file__).resolve().parent.parent / "resources" / "reference" / "ranking.csv"
random = np.random.default_rng(3)
labels = (random.random(200) < 0.2).astype(int)
noise = random.normal(size=200)
cases = {
    "apart": (np.array([0.1, 0.2, 0.8, 0.9]), np.array([0, 0, 1, 1])),
    "reversed": (np.array([0.1, 0.2, 0.8, 0.9]), np.array([1, 1, 0, 0])),
    "one tie": (np.array([0.1, 0.4, 0.4, 0.8]), np.array([0, 0, 1, 1])),
    "all tied": (np.array([0.5, 0.5, 0.5, 0.5, 0.5]), np.array([0, 1, 0, 0, 1])),
    "overlapping": (np.round(labels + noise, 6), labels),
    "many ties": (np.round(labels + noise), labels),
}
with FILE.open("w") as out:
    out.write("name,auc,average_precision,scores,labels\n")
    for name, (scores, truth) in cases.items():
        out.write(",".join([
            name,
            repr(float(roc_auc_score(truth, scores))),
            repr(float(average_precision_score(truth, scores))),
            " ".join(map(str, scores)),
            " ".join(map(str, truth))]) + "\n")
