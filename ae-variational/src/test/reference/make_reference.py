#!/usr/bin/env python3
"""Writes the reference values that the Java tests compare with: src/test/resources/reference/variational.json.

Run it only to add or change a case; the file it writes is part of the sources, and a build never needs Python:

    python3 -m venv env && env/bin/pip install torch numpy
    env/bin/python ae-variational/src/test/reference/make_reference.py            # writes the file
    env/bin/python ae-variational/src/test/reference/make_reference.py --check    # writes nothing; compares with the file

Made with PyTorch 2.13 on a CPU, in double precision, distributions and divergences from torch.distributions and gradients
by autograd. Rows, noise and weights are random multiples of 1/64 with fixed seeds, so that a float32 implementation starts
from the very same numbers.

Each case is one training step on all rows: {"name", "settings": {encoder, loss, options}, "inputs": {x, noise, and every
weight by its name in a model file}, "expected": {mean and log variance of the posterior, the terms of the loss, and
"gradient of NAME" for every weight}}. Weight matrices are inputs x outputs.
"""
import argparse
import json
import math
import sys
from pathlib import Path

import numpy as np
import torch
import torch.distributions as D

torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)
FILE = Path(__file__).resolve().parent.parent / "resources" / "reference" / "variational.json"
ROWS, FEATURES, HIDDEN, CODE = 4, 6, 5, 3


def uniform(seed, *shape, low=-1.0, high=1.0):
    values = np.random.default_rng(seed).uniform(low, high, shape)
    return torch.from_numpy(np.round(values * 64) / 64)


def dense(seed, name, inputs, outputs):
    return {f"{name}.weight": uniform(seed, inputs, outputs), f"{name}.bias": uniform(seed + 1, outputs)}


def weights(body):
    features = HIDDEN if body else FEATURES
    named = dense(1, "encoder.0", FEATURES, HIDDEN) if body else {}
    named |= dense(3, "mean.0", features, CODE) | dense(5, "log_variance.0", features, CODE)
    if body:
        return named | dense(7, "decoder.0", CODE, HIDDEN) | dense(9, "decoder.2", HIDDEN, FEATURES)
    return named | dense(9, "decoder.0", CODE, FEATURES)


def affine(x, w, name):
    return x @ w[f"{name}.weight"] + w[f"{name}.bias"]


def run(name, loss="bce", body=True, sigma=None, learned=None, beta=1.0, free_bits=0.0):
    x = uniform(20, ROWS, FEATURES, low=0.0, high=1.0)
    if loss == "cce":
        x = torch.nn.functional.one_hot(torch.tensor([2, 0, 5, 3]), FEATURES).double()
    if loss == "mse":
        x = uniform(20, ROWS, FEATURES, low=-1.5, high=1.5)
    noise = uniform(21, ROWS, CODE, low=-2.0, high=2.0)
    w = weights(body)
    if learned is not None:
        w["likelihood.log_variance"] = torch.tensor([learned])
    leaves = {k: v.clone().requires_grad_(True) for k, v in w.items()}

    hidden = torch.tanh(affine(x, leaves, "encoder.0")) if body else x
    mean, log_variance = affine(hidden, leaves, "mean.0"), affine(hidden, leaves, "log_variance.0")
    posterior = D.Normal(mean, torch.exp(log_variance / 2))
    z = posterior.mean + posterior.stddev * noise
    if body:
        output = affine(torch.tanh(affine(z, leaves, "decoder.0")), leaves, "decoder.2")
    else:
        output = affine(z, leaves, "decoder.0")
    if loss == "bce":
        # Grey levels too: the cross-entropy, which log_prob of a Bernoulli distribution is for 0 and 1.
        nll = -(x * torch.nn.functional.logsigmoid(output) + (1 - x) * torch.nn.functional.logsigmoid(-output)).sum(1)
    elif loss == "cce":
        nll = -D.Categorical(logits=output).log_prob(x.argmax(1))
    else:
        deviation = torch.exp(leaves["likelihood.log_variance"] / 2) if learned is not None else torch.tensor(sigma)
        nll = -D.Normal(output, deviation).log_prob(x).sum(1)
    reconstruction = nll.mean()
    units = D.kl_divergence(posterior, D.Normal(0.0, 1.0)).mean(0)
    kl = units.sum()
    charged = torch.clamp(units, min=free_bits).sum()
    if free_bits:
        assert (units < free_bits).any() and (units > free_bits).any(), "free bits should hold for some units only"
    (reconstruction + beta * charged).backward()

    settings = {"encoder": f"dense({HIDDEN}) tanh dense({CODE})" if body else f"dense({CODE})", "loss": loss}
    if sigma is not None:
        settings["sigma"] = sigma
    if beta != 1:
        settings["beta"] = beta
    if free_bits:
        settings["free_bits"] = free_bits
    expected = {"mean": mean, "log_variance": log_variance, "reconstruction": reconstruction, "kl": kl}
    if beta != 1 or free_bits:
        expected["kl weighting"] = beta * charged - kl
    expected |= {f"gradient of {k}": v.grad for k, v in leaves.items()}
    inputs = {"x": x, "noise": noise, **w}
    return {
        "name": name,
        "settings": settings,
        "inputs": {k: v.tolist() for k, v in inputs.items()},
        "expected": {k: v.tolist() for k, v in expected.items()},
    }


def cases():
    return [
        run("bernoulli"),
        run("bernoulli, beta 4", beta=4.0),
        run("bernoulli, free bits", free_bits=0.25),
        run("bernoulli, free bits, beta 0.5", free_bits=0.25, beta=0.5),
        run("bernoulli, heads only", body=False),
        run("categorical", loss="cce"),
        run("gaussian, fixed variance", loss="mse", sigma=0.5),
        run("gaussian, learned variance", loss="mse", learned=-1.25),
        run("gaussian, learned variance, heads only", loss="mse", learned=0.5, body=False),
    ]


def text(value, pad=""):
    if isinstance(value, dict):
        items = [f"{pad}  {json.dumps(k)}: {text(v, pad + '  ')}" for k, v in value.items()]
        return "{\n" + ",\n".join(items) + f"\n{pad}}}"
    if isinstance(value, list) and value and isinstance(value[0], (list, dict)):
        return "[\n" + ",\n".join(f"{pad}  {text(v, pad + '  ')}" for v in value) + f"\n{pad}]"
    return json.dumps(value)


def same(a, b):
    """Equal, but for the last digits of doubles, which vary with the machine and the versions."""
    if isinstance(a, dict) and isinstance(b, dict):
        return a.keys() == b.keys() and all(same(a[k], b[k]) for k in a)
    if isinstance(a, list) and isinstance(b, list):
        return len(a) == len(b) and all(same(x, y) for x, y in zip(a, b))
    if isinstance(a, float) and isinstance(b, float):
        return math.isclose(a, b, rel_tol=1e-11, abs_tol=1e-14)
    return a == b


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="compare with the file instead of writing it")
    check = parser.parse_args().check
    document = text(cases()) + "\n"
    if not check:
        FILE.write_text(document)
    elif not same(json.loads(FILE.read_text()), json.loads(document)):
        sys.exit(f"{FILE.name} differs from what is computed now")


if __name__ == "__main__":
    main()
