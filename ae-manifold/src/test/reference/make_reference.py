"""Writes src/test/resources/reference/manifold.json: what scikit-learn and NumPy make of some rows."""
import json
import pathlib

import numpy as np
from sklearn.decomposition import PCA
from sklearn.manifold import trustworthiness
from sklearn.manifold._utils import _binary_search_perplexity
from sklearn.neighbors import KNeighborsClassifier, NearestNeighbors

random = np.random.default_rng(7)
labels = np.repeat(np.arange(3), 40)
centres = random.normal(0, 3, (3, 6))
rows = (centres[labels] + random.normal(0, 1, (120, 6)) * [3, 2, 1, 1, 0.5, 0.2]).astype(np.float32)
points = (rows[:, :2] + random.normal(0, 1, (120, 2))).astype(np.float32)

pca = PCA(4, svd_solver="full").fit(rows.astype(np.float64))
sign = np.sign(pca.components_[np.arange(4), np.abs(pca.components_).argmax(axis=1)])
transformed = pca.transform(rows.astype(np.float64)) * sign

neighbours = NearestNeighbors(n_neighbors=31).fit(rows.astype(np.float64))
distances, index = neighbours.kneighbors(rows.astype(np.float64))
conditional = _binary_search_perplexity((distances[:, 1:] ** 2).astype(np.float32), 10.0, 0)

hits = 0
for i in range(len(rows)):
    others = np.delete(np.arange(len(rows)), i)
    vote = KNeighborsClassifier(10).fit(points[others], labels[others])
    hits += vote.predict(points[i : i + 1])[0] == labels[i]

difference = points[:, None, :].astype(np.float64) - points[None, :, :]
kernel = 1 / (1 + (difference**2).sum(axis=2))
forces = (kernel[:, :, None] ** 2 * difference).sum(axis=1)

out = {
    "rows": rows.tolist(),
    "points": points.tolist(),
    "labels": labels.tolist(),
    "explained": pca.explained_variance_ratio_.tolist(),
    "variances": pca.explained_variance_.tolist(),
    "transformed": transformed.tolist(),
    "neighbours": index[:, 1:].tolist(),
    "conditional": conditional.tolist(),
    "accuracy": hits / len(rows),
    "trustworthiness": trustworthiness(rows, points, n_neighbors=5),
    "trustworthiness12": trustworthiness(rows, points, n_neighbors=12),
    "forces": forces.tolist(),
    "normalizer": kernel.sum() - len(rows),
}
target = pathlib.Path(__file__).parents[1] / "resources" / "reference" / "manifold.json"
target.write_text(json.dumps(out))
