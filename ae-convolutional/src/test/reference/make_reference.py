#!/usr/bin/env python3
"""Writes the reference values that the Java tests compare with: src/test/resources/reference/convolutional.json.

Run it only to add or change a case; the file is part of the sources, and a build never needs Python:

    python3 -m venv env && env/bin/pip install torch numpy
    env/bin/python ae-convolutional/src/test/reference/make_reference.py            # writes the file
    env/bin/python ae-convolutional/src/test/reference/make_reference.py --check    # compares with the file

Made with PyTorch 2.13 on a CPU, in double precision, gradients by autograd. Inputs are random with fixed seeds, rounded to
multiples of 1/64, so that they are exact as floats. A case has the layer's text form, the shape of a row, the tensors row by
row, and the weights in the layer's order: a row for each kernel line, kernel column and channel of the larger image, a
column for each channel of the map. "gradOut" is the gradient of some scalar by the output, "gradX" that by the input, and so on.
"""
import json
import sys
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)
FILE = Path(__file__).resolve().parent.parent / "resources" / "reference" / "convolutional.json"
ROWS = 2


def uniform(seed, *shape):
    values = np.random.default_rng(seed).uniform(-2, 2, shape)
    return torch.from_numpy(np.round(values * 64) / 64)


def numbers(tensor):
    return [float("%.10g" % v) for v in tensor.detach().reshape(-1).tolist()]


def case(seed, text, shape, function, parameters):
    """Runs a function of the input and the parameters, and collects values and gradients."""
    x = uniform(seed, ROWS, *shape).requires_grad_(True)
    leaves = {name: uniform(seed + i + 1, *size).requires_grad_(True) for i, (name, size) in enumerate(parameters.items())}
    out = function(x, **leaves)
    grad_out = uniform(seed + 50, *out.shape)
    out.backward(grad_out)
    values = {"x": x, "gradOut": grad_out, "out": out, "gradX": x.grad}
    for name, leaf in leaves.items():
        order = (lambda w: w) if name == "bias" else WEIGHT_ORDER[leaf.dim(), text.startswith("conv_transpose")]
        values[name] = order(leaf)
        values["grad" + name.capitalize()] = order(leaf.grad)
    return {
        "layer": text,
        "input": "x".join(map(str, shape)),
        "output": "x".join(map(str, out.shape[1:])),
        **{name: numbers(v) for name, v in values.items()},
    }


# PyTorch: filters x channels x kernel; transposed: channels of the input x filters x kernel.
WEIGHT_ORDER = {
    (3, False): lambda w: w.permute(2, 1, 0),
    (4, False): lambda w: w.permute(2, 3, 1, 0),
    (3, True): lambda w: w.permute(2, 1, 0),
    (4, True): lambda w: w.permute(2, 3, 1, 0),
}


def same(x, kernel):
    """Pads with (k - 1) / 2 zeros before and the rest after, in each direction; last direction first, as F.pad wants it."""
    pads = []
    for k in reversed(kernel):
        pads += [(k - 1) // 2, k - 1 - (k - 1) // 2]
    return F.pad(x, pads)


def conv(seed, shape, filters, kernel, stride, padding, bias=True):
    function = F.conv1d if len(shape) == 2 else F.conv2d

    def run(x, weight, bias=None):
        if padding == "same":
            return function(same(x, kernel), weight, bias, stride)
        return function(x, weight, bias, stride, 0 if padding == "valid" else padding)

    parameters = {"weight": (filters, shape[0], *kernel)} | ({"bias": (filters,)} if bias else {})
    return case(seed, text("conv", filters, kernel, stride, padding, bias), shape, run, parameters)


def conv_transpose(seed, shape, filters, kernel, stride, padding, more, bias=True):
    function = F.conv_transpose1d if len(shape) == 2 else F.conv_transpose2d

    def run(x, weight, bias=None):
        if padding == "same":
            full = function(x, weight, bias, stride, 0, 0)
            for d, (k, m) in enumerate(zip(kernel, more)):
                before = (k - 1) // 2
                size = (x.shape[d + 2] - 1) * stride[d] + 1 + m
                if before + size > full.shape[d + 2]:  # beyond every kernel: the bias alone
                    tail = list(full.shape)
                    tail[d + 2] = before + size - full.shape[d + 2]
                    fill = torch.zeros(tail) if bias is None else bias.reshape(1, -1, *[1] * len(kernel)).expand(tail)
                    full = torch.cat([full, fill], d + 2)
                full = full.narrow(d + 2, before, size)
            return full
        return function(x, weight, bias, stride, 0 if padding == "valid" else padding, tuple(more))

    parameters = {"weight": (shape[0], filters, *kernel)} | ({"bias": (filters,)} if bias else {})
    t = text("conv_transpose", filters, kernel, stride, padding, bias)
    if any(more):
        t = t[:-1] + ",output_padding=" + extent(more) + ")"
    return case(seed, t, shape, run, parameters)


def extent(e):
    return str(e[0]) if len(set(e)) == 1 else "x".join(map(str, e))


def text(name, filters, kernel, stride, padding, bias):
    p = padding if isinstance(padding, str) else extent(padding)
    parts = [str(filters), extent(kernel)]
    parts += ["stride=" + extent(stride)] * any(s != 1 for s in stride)
    parts += ["padding=" + p] * (p != "same") + ["bias=false"] * (not bias)
    return "%s(%s)" % (name, ",".join(parts))


def pool(seed, kind, shape, size, stride):
    function = {
        ("max", 2): F.max_pool1d, ("avg", 2): F.avg_pool1d, ("max", 3): F.max_pool2d, ("avg", 3): F.avg_pool2d,
    }[kind, len(shape)]
    t = "%s_pool(%s%s)" % (kind, extent(size), "" if stride == size else ",stride=" + extent(stride))
    return case(seed, t, shape, lambda x: function(x, tuple(size), tuple(stride)), {})


def upsample(seed, shape, factor):
    def run(x):
        for d, f in enumerate(factor):
            x = x.repeat_interleave(f, d + 2)
        return x

    return case(seed, "upsample(%s)" % extent(factor), shape, run, {})


CASES = [
    conv(100, (1, 6, 6), 2, (3, 3), (1, 1), "same"),
    conv(200, (3, 7, 5), 4, (3, 3), (2, 2), "same"),
    conv(300, (3, 8, 6), 2, (3, 3), (2, 2), (1, 1)),
    conv(400, (1, 9, 7), 3, (3, 3), (3, 3), "valid"),
    conv(500, (3, 7, 8), 2, (3, 5), (2, 1), "same", bias=False),
    conv(600, (1, 7, 7), 2, (2, 2), (2, 2), "same"),
    conv(700, (3, 6, 7), 2, (4, 2), (1, 3), (3, 1)),
    conv(800, (2, 4, 5), 3, (1, 1), (1, 1), "same"),
    conv(900, (1, 11), 3, (3,), (2,), "same"),
    conv(1000, (3, 10), 2, (4,), (3,), "same"),
    conv(1100, (3, 9), 2, (3,), (1,), "valid"),
    conv(1200, (6, 5, 5), 18, (3, 3), (2, 2), "same"),
    conv_transpose(2100, (1, 4, 4), 2, (3, 3), (1, 1), "same", (0, 0)),
    conv_transpose(2200, (4, 4, 3), 3, (3, 3), (2, 2), "same", (1, 1)),
    conv_transpose(2300, (3, 4, 3), 2, (3, 3), (2, 2), (1, 1), (0, 1)),
    conv_transpose(2400, (2, 3, 2), 3, (3, 3), (3, 3), "valid", (2, 0)),
    conv_transpose(2500, (3, 3, 4), 1, (3, 5), (2, 1), "same", (1, 0), bias=False),
    conv_transpose(2600, (2, 4, 4), 1, (2, 2), (2, 2), "same", (0, 0)),
    conv_transpose(2700, (2, 2, 3), 2, (1, 1), (3, 3), "same", (2, 1)),
    conv_transpose(2800, (3, 5), 2, (3,), (2,), "same", (1,)),
    conv_transpose(2900, (1, 4), 3, (4,), (3,), "same", (2,)),
    conv_transpose(3000, (18, 3, 3), 6, (3, 3), (2, 2), "same", (0, 0)),
    pool(4100, "max", (3, 6, 4), (2, 2), (2, 2)),
    pool(4200, "max", (2, 7, 7), (3, 3), (2, 2)),
    pool(4300, "max", (1, 9), (3,), (2,)),
    pool(4400, "avg", (3, 6, 4), (2, 2), (2, 2)),
    pool(4500, "avg", (2, 7, 8), (3, 2), (2, 3)),
    pool(4600, "avg", (3, 10), (3,), (3,)),
    upsample(5100, (2, 3, 2), (2, 2)),
    upsample(5200, (1, 2, 3), (3, 2)),
    upsample(5300, (3, 4), (3,)),
]


def written():
    lines = ",\n".join(json.dumps(c, separators=(",", ":")) for c in CASES)
    return '{"cases":[\n' + lines + "\n]}\n"


if __name__ == "__main__":
    if "--check" in sys.argv[1:]:
        sys.exit(0 if FILE.read_text() == written() else "%s differs" % FILE)
    FILE.write_text(written())
    print(FILE.stat().st_size, "bytes")
