"""Writes ../resources/reference/clustering.json with scikit-learn and NumPy: python make_reference.py"""

import json
from pathlib import Path

import numpy as np
from scipy.optimize import linear_sum_assignment
from sklearn.cluster import KMeans
from sklearn.metrics import adjusted_rand_score, normalized_mutual_info_score, silhouette_samples, silhouette_score


def agreement(clusters, classes):
    table = np.zeros((max(clusters) + 1, max(classes) + 1), int)
    np.add.at(table, (clusters, classes), 1)
    i, j = linear_sum_assignment(-table)
    return dict(
        clusters=[int(c) for c in clusters],
        classes=[int(c) for c in classes],
        accuracy=table[i, j].sum() / len(classes),
        purity=table.max(1).sum() / len(classes),
        nmi=normalized_mutual_info_score(classes, clusters),
        ari=adjusted_rand_score(classes, clusters),
    )


random = np.random.default_rng(4)
classes = random.integers(0, 5, 60)
noisy = np.where(random.random(60) < 0.6, (classes + 2) % 5, random.integers(0, 5, 60))
centres = random.normal(size=(4, 3)) * 4
rows = (centres[random.integers(0, 4, 80)] + random.normal(size=(80, 3)) + 100).astype(np.float32)
fit = KMeans(4, n_init=50, tol=0, random_state=0).fit(rows)
result = dict(
    agreements=[
        agreement(noisy, classes),
        agreement(random.integers(0, 7, 60), classes),
        agreement(random.integers(0, 2, 60), classes),
        agreement(np.zeros(60, int), classes),
        agreement((classes + 1) % 5, classes),
    ],
    rows=[[float(x) for x in row] for row in rows],
    labels=[int(label) for label in fit.labels_],
    inertia=fit.inertia_,
    silhouette=float(silhouette_score(rows.astype(float), fit.labels_)),
    silhouettes=[float(silhouette_samples(rows.astype(float), fit.labels_)[fit.labels_ == c].mean()) for c in range(4)],
)
Path(__file__).parent.joinpath("../resources/reference/clustering.json").write_text(json.dumps(result) + "\n")
