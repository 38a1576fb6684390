#!/usr/bin/env python3
"""Writes the reference values that the Java tests compare with: src/test/resources/reference/*.json.

Run it only to add or change a case; the files it writes are part of the sources, and a build never needs Python:

    python3 -m venv env && env/bin/pip install torch numpy scipy
    env/bin/python ae-core/src/test/reference/make_reference.py            # writes the files
    env/bin/python ae-core/src/test/reference/make_reference.py --check    # writes nothing; compares with the files

Made with PyTorch 2.13, NumPy 2.4 and SciPy 1.17 on a CPU. Everything is computed in double precision, gradients by
PyTorch's autograd unless a file's "about" says otherwise. Inputs are random with fixed seeds, rounded to multiples of 1/64
(or otherwise exact as 32-bit floats), so that a float32 implementation starts from the very same numbers; settings such as
0.1 are the decimals as written. Outputs are written with all the digits of a double.

Each file is {"topic", "about": [lines], "cases": [...]}, and each case

    {"name": unique in its file,
     "settings": {name: number, text or boolean},
     "inputs": {name: tensor},        what goes in: data, parameters, the upstream gradient
     "expected": {name: tensor}}      what must come out

where a tensor is a number, a list of numbers, or a list of rows. "gradOut" is the gradient of some scalar by the output;
"gradX" is then the gradient of the same scalar by "x", "gradWeight1" by "weight1", and so on.
"""
import argparse
import json
import math
import sys
from pathlib import Path

import numpy as np
import scipy.ndimage
import torch
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)
FOLDER = Path(__file__).resolve().parent.parent / "resources" / "reference"


# ---------------------------------------------------------------------------------------------------------- helpers


def uniform(seed, *shape, low=-2.0, high=2.0):
    """Random multiples of 1/64 between low and high."""
    values = np.random.default_rng(seed).uniform(low, high, shape)
    return torch.from_numpy(np.round(values * 64) / 64)


def tensor(values):
    return torch.tensor(values, dtype=torch.float64)


def leaf(x):
    return x.clone().requires_grad_(True)


def close(a, b, tolerance=1e-12):
    """Checks two ways to the same value against each other."""
    a, b = torch.as_tensor(a), torch.as_tensor(b)
    error = ((a - b).abs() / (1 + b.abs())).max().item()
    assert error <= tolerance, f"two references differ by {error}"


def plain(value):
    if isinstance(value, torch.Tensor):
        value = value.detach().numpy()
    if isinstance(value, np.ndarray):
        value = value.tolist()
    if isinstance(value, list):
        return [plain(v) for v in value]
    if isinstance(value, float):
        assert math.isfinite(value)
        return value + 0.0  # turns -0.0 into 0.0
    return value


def case(name, settings, inputs, expected):
    inputs = {k: plain(v) for k, v in inputs.items()}
    for k, v in inputs.items():
        flat = np.asarray(v, dtype=np.float64)
        assert np.array_equal(flat, flat.astype(np.float32).astype(np.float64)), f"{name}: {k} is not exact in float32"
    return {"name": name, "settings": settings, "inputs": inputs, "expected": {k: plain(v) for k, v in expected.items()}}


def differentiate(function, leaves, grad_out=None):
    """Returns function's value on fresh leaves, and a map from gradX... to the gradients."""
    leaves = {k: leaf(v) for k, v in leaves.items()}
    y = function(**leaves)
    y.backward(grad_out)
    return y.detach(), {"grad" + k[0].upper() + k[1:]: v.grad for k, v in leaves.items()}


# ------------------------------------------------------------------------------------------------------ activations


def activations():
    x = tensor([[-90, -30, -6.5, -2, -1, -0.5, -0.015625], [0.015625, 0.5, 1, 2, 6.5, 30, 90]])
    grad_out = uniform(1, 2, 7)
    functions = [
        ("linear", "linear", 0, lambda v: v * 1),
        ("relu", "relu", 0, F.relu),
        ("leaky_relu slope 0.01", "leaky_relu", 0.01, lambda v: F.leaky_relu(v, 0.01)),
        ("leaky_relu slope 0.2", "leaky_relu", 0.2, lambda v: F.leaky_relu(v, 0.2)),
        ("elu alpha 1", "elu", 1.0, F.elu),
        ("elu alpha 0.5", "elu", 0.5, lambda v: F.elu(v, 0.5)),
        ("selu", "selu", 0, F.selu),
        # erfc keeps its digits in the left tail, where F.gelu, x (1 + erf(x / sqrt(2))) / 2, loses them
        ("gelu", "gelu", 0, lambda v: v * torch.erfc(-v / math.sqrt(2)) / 2),
        ("silu", "silu", 0, F.silu),
        ("sigmoid", "sigmoid", 0, torch.sigmoid),
        ("tanh", "tanh", 0, torch.tanh),
        # F.softplus becomes linear above a threshold; this one nowhere
        ("softplus", "softplus", 0, lambda v: torch.logaddexp(v, torch.zeros_like(v))),
    ]
    cases = []
    for name, function, parameter, f in functions:
        y, grads = differentiate(lambda x: f(x), {"x": x}, grad_out)
        if function == "gelu":
            close(y, F.gelu(x))
        if function == "softplus":
            close(y, F.softplus(x))
        settings = {"function": function, "parameter": parameter}
        cases.append(case(name, settings, {"x": x, "gradOut": grad_out}, {"y": y, **grads}))

    zero, one = tensor([[0.0]]), tensor([[1.0]])
    for name, function, parameter, f in functions:
        y, grads = differentiate(lambda x: f(x), {"x": zero}, one)
        settings = {"function": function, "parameter": parameter}
        cases.append(case("at zero: " + name, settings, {"x": zero, "gradOut": one}, {"y": y, **grads}))

    x = torch.cat([uniform(2, 1, 5), tensor([[90, -90, 30, 0, -30], [2, 2, 2, 2, 2]])])
    grad_out = uniform(3, 3, 5)
    y, grads = differentiate(lambda x: torch.softmax(x, 1), {"x": x}, grad_out)
    cases.append(case("softmax", {"function": "softmax", "parameter": 0}, {"x": x, "gradOut": grad_out}, {"y": y, **grads}))
    return [
        "y = f(x) elementwise, gradX = gradOut * f'(x); softmax runs over each row. settings.parameter is the slope of",
        "leaky_relu and the alpha of elu, 0 elsewhere. The cases 'at zero' fix the derivative at a kink: 0 for relu, and",
        "the side of the negative numbers for leaky_relu (slope), elu (alpha) and selu (scale * alpha).",
        "PyTorch throughout; gelu as x erfc(-x / sqrt(2)) / 2 and softplus as logaddexp(x, 0), precise in the tails.",
        "Where a derivative is computed from y in float32 (sigmoid, tanh at 6.5) compare with an absolute tolerance.",
    ], cases


# ------------------------------------------------------------------------------------------------------------ dense


def dense():
    leaves = {"x": uniform(11, 4, 5), "weight": uniform(12, 5, 3, low=-1, high=1), "bias": uniform(13, 3, low=-1, high=1)}
    grad_out = uniform(14, 4, 3)
    y, grads = differentiate(lambda x, weight, bias: F.linear(x, weight.T, bias), leaves, grad_out)
    cases = [case("dense", {}, {**leaves, "gradOut": grad_out}, {"y": y, **grads})]

    sizes = [6, 4, 2, 4, 6]
    x = uniform(20, 3, 6, low=0, high=1)
    params = {}
    for i in range(4):
        params[f"weight{i + 1}"] = uniform(21 + i, sizes[i], sizes[i + 1], low=-1, high=1)
        params[f"bias{i + 1}"] = uniform(31 + i, sizes[i + 1], low=0, high=0.5)

    def network(kept):
        def loss(x, weight1, bias1, weight2, bias2, bias3, bias4, weight3=None, weight4=None):
            weight3 = weight2.T if weight3 is None else weight3
            weight4 = weight1.T if weight4 is None else weight4
            before1 = F.linear(x, weight1.T, bias1)
            code = F.linear(F.relu(before1), weight2.T, bias2)
            before3 = F.linear(code, weight3.T, bias3)
            reconstruction = torch.sigmoid(F.linear(F.relu(before3), weight4.T, bias4))
            for before in (before1, before3):
                assert before.abs().min() > 1e-3, "too near relu's kink for float32"
                assert (before > 0).any() and (before < 0).any()
            kept.update(code=code, reconstruction=reconstruction)
            return F.mse_loss(reconstruction, target)

        return loss

    target = x
    for name, tied in (("autoencoder", False), ("tied autoencoder", True)):
        leaves = {"x": x, **{k: v for k, v in params.items() if not (tied and k in ("weight3", "weight4"))}}
        kept = {}
        value, grads = differentiate(network(kept), leaves)
        cases.append(case(name, {"tied": tied}, {**leaves, "target": x}, {**kept, "loss": value, **grads}))
    return [
        "A weight has a row for each input and a column for each output: y = x weight + bias (PyTorch's Linear holds the",
        "transpose). 'autoencoder' is dense 6-4 relu, dense 4-2 linear (the code), dense 2-4 relu, dense 4-6 sigmoid with",
        "the mean over features and batch of (reconstruction - target)^2. The target equals x but is held constant: gradX",
        "goes through the network only. 'tied autoencoder': weight3 = weight2 transposed and weight4 = weight1 transposed,",
        "biases their own; gradWeight1 and gradWeight2 are the sums over both uses. PyTorch throughout.",
    ], cases


# ---------------------------------------------------------------------------------------------------- normalization


def batchnorm():
    eps, momentum = 1e-5, 0.1
    gamma, beta = uniform(41, 4, low=0.5, high=1.5), uniform(42, 4, low=-1, high=1)
    x = uniform(43, 6, 4) * tensor([1, 2, 0.25, 4]) + tensor([0, 1, -3, 8])
    grad_out, x_eval, grad_eval = uniform(44, 6, 4), uniform(45, 3, 4), uniform(46, 3, 4)
    settings = {"epsilon": eps, "momentum": momentum}
    given = (uniform(47, 4, low=-1, high=1), uniform(48, 4, low=0.5, high=2))
    cases = []
    for name, (mean0, var0) in (
        ("training, fresh statistics", (torch.zeros(4), torch.ones(4))),
        ("training, given statistics", given),
    ):
        mean, var = mean0.clone(), var0.clone()
        leaves = {"x": x, "gamma": gamma, "beta": beta}
        y, grads = differentiate(
            lambda x, gamma, beta: F.batch_norm(x, mean, var, gamma, beta, True, momentum, eps), leaves, grad_out)
        close(mean, 0.9 * mean0 + 0.1 * x.mean(0))
        close(var, 0.9 * var0 + 0.1 * x.var(0, unbiased=True))
        y_eval, grads_eval = differentiate(
            lambda x, gamma, beta: F.batch_norm(x, mean, var, gamma, beta, False, momentum, eps),
            {**leaves, "x": x_eval}, grad_eval)
        cases.append(case(
            name, settings,
            {**leaves, "gradOut": grad_out, "runningMean": mean0, "runningVariance": var0,
             "evaluationX": x_eval, "evaluationGradOut": grad_eval},
            {"y": y, **grads, "runningMean": mean, "runningVariance": var,
             "evaluationY": y_eval, **{"evaluation" + k[0].upper() + k[1:]: v for k, v in grads_eval.items()}}))
    mean, var = given
    leaves = {"x": x_eval, "gamma": gamma, "beta": beta}
    y, grads = differentiate(
        lambda x, gamma, beta: F.batch_norm(x, mean, var, gamma, beta, False, momentum, eps), leaves, grad_eval)
    cases.append(case("evaluation, given statistics", settings,
                      {**leaves, "gradOut": grad_eval, "runningMean": mean, "runningVariance": var}, {"y": y, **grads}))
    return [
        "y = gamma (x - mean) / sqrt(variance + epsilon) + beta, a mean and variance each column. Training normalizes with",
        "the batch's biased variance (divided by n) and then sets running = (1 - momentum) running + momentum batch, with the",
        "unbiased variance (divided by n - 1). Evaluation uses the running statistics as constants. In the training cases",
        "'evaluation...' are a forward and backward pass in evaluation mode, on other data, after that one training step.",
        "PyTorch throughout.",
    ], cases


def layernorm():
    eps = 1e-5
    leaves = {"x": uniform(51, 3, 5), "gamma": uniform(52, 5, low=0.5, high=1.5), "beta": uniform(53, 5, low=-1, high=1)}
    leaves["x"][1] += 8
    grad_out = uniform(54, 3, 5)
    y, grads = differentiate(lambda x, gamma, beta: F.layer_norm(x, (5,), gamma, beta, eps), leaves, grad_out)
    return [
        "y = gamma (x - mean) / sqrt(variance + epsilon) + beta, a mean and biased variance each row. PyTorch throughout.",
    ], [case("layernorm", {"epsilon": eps}, {**leaves, "gradOut": grad_out}, {"y": y, **grads})]


# ----------------------------------------------------------------------------------------------------------- losses


def log_cosh(p, t):
    d = (p - t).abs()
    return d + torch.log1p(torch.exp(-2 * d)) - math.log(2)


def sigmoid_cross_entropy(p, t):
    """A sum of terms of one sign, so that the small values at large logits are right to the last digits."""
    zero = torch.zeros_like(p)
    terms = t * torch.logaddexp(-p, zero) + (1 - t) * torch.logaddexp(p, zero)
    close(terms.detach(), F.binary_cross_entropy_with_logits(p, t, reduction="none").detach())
    return terms


def losses():
    elementwise = {
        "squared_error": lambda p, t, _: F.mse_loss(p, t, reduction="none"),
        "absolute_error": lambda p, t, _: F.l1_loss(p, t, reduction="none"),
        "huber": lambda p, t, delta: F.huber_loss(p, t, reduction="none", delta=delta),
        "log_cosh": lambda p, t, _: log_cosh(p, t),
        "poisson": lambda p, t, _: F.poisson_nll_loss(p, t, log_input=False, full=False, eps=1e-7, reduction="none"),
        "sigmoid_cross_entropy": lambda p, t, _: sigmoid_cross_entropy(p, t),
        "softmax_cross_entropy": lambda p, t, _: F.cross_entropy(p, t, reduction="none"),
    }
    p, t = uniform(61, 3, 4), uniform(62, 3, 4)
    unit = uniform(63, 3, 4, low=0, high=1)
    far = tensor([[50, -50, 200, -200], [0.5, -0.5, 90, -90], [0, 1, -1, 0.25]])
    corners = tensor([[1, 0, 1, 0], [0, 1, 0, 1], [0.5, 0.5, 1, 0]])
    soft = tensor([[0.25, 0.25, 0.5, 0], [0.125, 0.625, 0.125, 0.125], [0.0625, 0.1875, 0.25, 0.5]])
    one_hot = tensor([[0, 0, 1, 0], [1, 0, 0, 0], [0, 0, 0, 1]])
    logits = tensor([[50, -50, 0, 1], [-50, -50, -50, 50], [-200, 200, 90, -90]])
    counts = tensor([[0, 1, 2, 3], [4, 0.5, 0, 1], [7, 2, 1, 0]])
    rates = uniform(64, 3, 4, low=0.25, high=4)
    rows = [
        ("squared_error", "squared_error", 0, p, t),
        ("absolute_error", "absolute_error", 0, p, t),
        ("absolute_error, some differences zero", "absolute_error", 0, p, torch.where(t > 0, p, t)),
        ("huber delta 1", "huber", 1.0, p, t),
        ("huber delta 0.3", "huber", 0.3, p, t),
        ("huber delta 1, at and beyond delta", "huber", 1.0, far, torch.zeros(3, 4)),
        ("log_cosh", "log_cosh", 0, p, t),
        ("log_cosh, large differences", "log_cosh", 0, far, torch.zeros(3, 4)),
        ("poisson", "poisson", 0, rates, counts),
        ("poisson, small and zero predictions", "poisson", 0,
         tensor([[0, 0.015625, 0.0009765625, 90], [0, 0.5, 1, 2], [0.015625, 3, 4, 30]]), counts),
        ("sigmoid_cross_entropy", "sigmoid_cross_entropy", 0, p, unit),
        ("sigmoid_cross_entropy, large logits", "sigmoid_cross_entropy", 0, far, corners),
        ("softmax_cross_entropy, soft targets", "softmax_cross_entropy", 0, p, soft),
        ("softmax_cross_entropy, one-hot targets", "softmax_cross_entropy", 0, p, one_hot),
        ("softmax_cross_entropy, targets that do not sum to 1", "softmax_cross_entropy", 0, p, unit),
        ("softmax_cross_entropy, large logits, soft targets", "softmax_cross_entropy", 0, logits, soft),
        ("softmax_cross_entropy, large logits, one-hot targets", "softmax_cross_entropy", 0, logits, one_hot),
    ]
    cases = []
    for name, function, parameter, prediction, target in rows:
        f = elementwise[function]
        whole_row = function == "softmax_cross_entropy"
        for reduction in ("mean", "sum"):

            def loss(prediction):
                terms = f(prediction, target, parameter)
                if whole_row:
                    per_row = terms
                else:
                    per_row = terms.mean(1) if reduction == "mean" else terms.sum(1)
                return per_row.mean()

            value, grads = differentiate(loss, {"prediction": prediction})
            row_sums = f(prediction, target, parameter)
            row_sums = row_sums if whole_row else row_sums.sum(1)
            cases.append(case(
                f"{name}, {reduction}",
                {"function": function, "parameter": parameter, "reduction": reduction},
                {"prediction": prediction, "target": target},
                {"value": value, **grads, "rowSums": row_sums}))
    return [
        "settings.function is named like the constant of LossFunction, in lower case; settings.parameter is huber's delta,",
        "0 elsewhere. value is the loss's terms reduced over the features of a row (settings.reduction: 'mean' or 'sum') and",
        "then averaged over the batch; gradPrediction is its gradient. rowSums are the sums of the terms of each row, before",
        "either reduction. The term of softmax_cross_entropy belongs to the whole row: it is summed over the classes with both",
        "reductions, which therefore give the same. sigmoid_ and softmax_cross_entropy take logits as predictions.",
        "poisson is p - t log(p + 1e-7). The derivative of the absolute error is 0 where p = t.",
        "PyTorch throughout, except two formulas with PyTorch's gradients: log_cosh = |d| + log1p(exp(-2|d|)) - log 2, and",
        "sigmoid_cross_entropy = t softplus(-p) + (1 - t) softplus(p), equal to PyTorch's within 1e-12.",
    ], cases


# ------------------------------------------------------------------------------------------------------- optimizers


def optimizers():
    start = uniform(71, 7, low=-1, high=1)
    grads = uniform(72, 6, 7, low=-1, high=1)
    grads[:, 6] = 0  # a parameter that never gets a gradient
    grads[1] = grads[1] / 64  # a small step
    grads[3] = grads[3] * 8  # a large one

    def torch_steps(make):
        w = leaf(start)
        optimizer = make([w])
        out = []
        for g in grads:
            w.grad = g.clone()
            optimizer.step()
            out.append(w.detach().clone())
        return torch.stack(out)

    def written_steps(update):
        w, state, out = start.clone(), {}, []
        for t, g in enumerate(grads, 1):
            w = update(w, g, state, t)
            out.append(w)
        return torch.stack(out)

    def sgd(rate, decay=0.0):
        return lambda w, g, s, t: (1 - rate * decay) * w - rate * g

    def momentum(rate, mu, nesterov, decay=0.0):
        def update(w, g, s, t):
            s["v"] = mu * s.get("v", torch.zeros(7)) + g
            return (1 - rate * decay) * w - rate * (g + mu * s["v"] if nesterov else s["v"])

        return update

    def rmsprop(rate, rho, eps, decay=0.0):
        def update(w, g, s, t):
            s["s"] = rho * s.get("s", torch.zeros(7)) + (1 - rho) * g * g
            return (1 - rate * decay) * w - rate * g / (s["s"].sqrt() + eps)

        return update

    def adagrad(rate, eps):
        def update(w, g, s, t):
            s["s"] = s.get("s", torch.zeros(7)) + g * g
            return w - rate * g / (s["s"].sqrt() + eps)

        return update

    def adam(rate, b1, b2, eps, decay=0.0):
        def update(w, g, s, t):
            s["m"] = b1 * s.get("m", torch.zeros(7)) + (1 - b1) * g
            s["v"] = b2 * s.get("v", torch.zeros(7)) + (1 - b2) * g * g
            return (1 - rate * decay) * w - rate * (s["m"] / (1 - b1**t)) / ((s["v"] / (1 - b2**t)).sqrt() + eps)

        return update

    def clipped(how, limit, rate):
        def update(w, g, s, t):
            if how == "norm":
                g = g * min(1.0, limit / g.norm().item())
            else:
                g = g.clamp(-limit, limit)
            return w - rate * g

        return update

    o = torch.optim
    rows = [
        # name, settings, PyTorch's or None, the formula written out
        ("sgd", {"optimizer": "sgd", "rate": 0.1}, lambda p: o.SGD(p, lr=0.1), sgd(0.1)),
        ("sgd, decay", {"optimizer": "sgd", "rate": 0.1, "weightDecay": 0.1},
         lambda p: o.SGD(p, lr=0.1, weight_decay=0.1), sgd(0.1, 0.1)),
        ("momentum", {"optimizer": "momentum", "rate": 0.1, "momentum": 0.9, "nesterov": False},
         lambda p: o.SGD(p, lr=0.1, momentum=0.9), momentum(0.1, 0.9, False)),
        ("momentum, decay", {"optimizer": "momentum", "rate": 0.1, "momentum": 0.9, "nesterov": False, "weightDecay": 0.1},
         None, momentum(0.1, 0.9, False, 0.1)),
        ("nesterov", {"optimizer": "momentum", "rate": 0.1, "momentum": 0.9, "nesterov": True},
         lambda p: o.SGD(p, lr=0.1, momentum=0.9, nesterov=True), momentum(0.1, 0.9, True)),
        ("rmsprop", {"optimizer": "rmsprop", "rate": 0.01, "rho": 0.9, "epsilon": 1e-7},
         lambda p: o.RMSprop(p, lr=0.01, alpha=0.9, eps=1e-7), rmsprop(0.01, 0.9, 1e-7)),
        ("rmsprop, decay", {"optimizer": "rmsprop", "rate": 0.01, "rho": 0.9, "epsilon": 1e-7, "weightDecay": 0.1},
         None, rmsprop(0.01, 0.9, 1e-7, 0.1)),
        ("adagrad", {"optimizer": "adagrad", "rate": 0.1, "epsilon": 1e-7},
         lambda p: o.Adagrad(p, lr=0.1, eps=1e-7), adagrad(0.1, 1e-7)),
        ("adam", {"optimizer": "adam", "rate": 0.01, "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-8},
         lambda p: o.Adam(p, lr=0.01, betas=(0.9, 0.999), eps=1e-8), adam(0.01, 0.9, 0.999, 1e-8)),
        ("adamw", {"optimizer": "adam", "rate": 0.01, "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-8, "weightDecay": 0.1},
         lambda p: o.AdamW(p, lr=0.01, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.1), adam(0.01, 0.9, 0.999, 1e-8, 0.1)),
        ("sgd, clip by norm", {"optimizer": "sgd", "rate": 0.1, "clipNorm": 1.0}, None, clipped("norm", 1.0, 0.1)),
        ("sgd, clip by value", {"optimizer": "sgd", "rate": 0.1, "clipValue": 0.1}, None, clipped("value", 0.1, 0.1)),
    ]
    norms = grads.norm(dim=1)
    assert (norms > 1).any() and (norms < 1).any()
    cases = []
    for name, settings, make, update in rows:
        weights = written_steps(update)
        if make:
            by_torch = torch_steps(make)
            close(by_torch, weights)
            weights = by_torch
        settings = {**settings, "source": "torch" if make else "formula"}
        cases.append(case(name, settings, {"start": start, "gradients": grads}, {"weights": weights}))
    return [
        "weights has a row for each of the six steps, gradients likewise: row i is the vector after applying row i's gradient.",
        "The state (velocity, averages) starts at zero. weightDecay is decoupled: w = (1 - rate * weightDecay) w - ..., so that",
        "the kernels' 'decay' is rate * weightDecay. clipNorm scales the whole gradient by min(1, clipNorm / norm), one norm over",
        "all seven values; clipValue clamps each value to [-clipValue, clipValue].",
        "settings.source: 'torch' is torch.optim, where its formula is that of Kernels (checked here against the formula);",
        "'formula' is written out in double precision: decoupled decay with momentum or rmsprop (PyTorch adds decay to the",
        "gradient instead; for plain sgd the two are the same), and clipping (PyTorch divides by the norm + 1e-6).",
        "A float32 step with beta2 = 0.999f has 1 - beta2 off by 1.3e-5 relative, a step by 6.5e-6: compare absolutely, 1e-6.",
    ], cases


# -------------------------------------------------------------------------------------------------------- schedules


def schedules():
    def by_torch(make, rate, count):
        optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=rate)
        schedule = make(optimizer)
        out = []
        for _ in range(count):
            out.append(float(optimizer.param_groups[0]["lr"]))
            optimizer.step()
            schedule.step()
        return tensor(out)

    s = torch.optim.lr_scheduler
    cosine = lambda t, total: (1 + math.cos(math.pi * t / total)) / 2
    cases = []

    def add(name, settings, expected, other):
        close(expected, other)
        cases.append(case(name, settings, {}, {"rates": expected}))

    rate = 0.1
    add("constant", {"schedule": "constant", "rate": rate},
        by_torch(lambda o: s.LambdaLR(o, lambda t: 1.0), rate, 5), tensor([rate] * 5))
    add("step", {"schedule": "step", "rate": rate, "size": 10, "factor": 0.5},
        by_torch(lambda o: s.StepLR(o, 10, 0.5), rate, 35), tensor([rate * 0.5 ** (t // 10) for t in range(35)]))
    add("exponential", {"schedule": "exponential", "rate": rate, "factor": 0.95},
        by_torch(lambda o: s.ExponentialLR(o, 0.95), rate, 25), tensor([rate * 0.95**t for t in range(25)]))
    add("cosine", {"schedule": "cosine", "rate": rate, "total": 20, "minimum": 0.0},
        tensor([rate * cosine(t, 20) for t in range(21)]),
        by_torch(lambda o: s.CosineAnnealingLR(o, 20, 0.0), rate, 21))
    add("cosine, minimum 0.01", {"schedule": "cosine", "rate": rate, "total": 20, "minimum": 0.01},
        tensor([0.01 + (rate - 0.01) * cosine(t, 20) for t in range(21)]),
        by_torch(lambda o: s.CosineAnnealingLR(o, 20, 0.01), rate, 21))

    def warm_up(o):
        return s.SequentialLR(o, [s.LinearLR(o, 0.2, 1.0, 4), s.CosineAnnealingLR(o, 15, 0.0)], [5])

    add("warm-up, then cosine", {"schedule": "warmup_cosine", "rate": rate, "warmup": 5, "total": 20, "minimum": 0.0},
        tensor([rate * ((t + 1) / 5 if t < 5 else cosine(t - 5, 15)) for t in range(21)]), by_torch(warm_up, rate, 21))

    maximum, initial, final = 0.1, 0.1 / 25, 0.1 / 25 / 1e4
    up = 0.3 * 20 - 1
    blend = lambda a, b, x: b + (a - b) * (1 + math.cos(math.pi * x)) / 2
    add("one-cycle",
        {"schedule": "one_cycle", "maximum": maximum, "total": 20, "warmupFraction": 0.3, "divide": 25.0, "finalDivide": 1e4},
        by_torch(lambda o: s.OneCycleLR(o, maximum, total_steps=20, pct_start=0.3, anneal_strategy="cos", cycle_momentum=False,
                                        div_factor=25.0, final_div_factor=1e4), rate, 20),
        tensor([blend(initial, maximum, t / up) if t <= up else blend(maximum, final, (t - up) / (19 - up)) for t in range(20)]))

    seen = tensor([1, 0.875, 0.75, 0.75, 0.75, 0.75, 0.75, 0.75, 0.75, 0.5, 0.5, 0.49999, 0.499, 0.625, 0.5, 0.5, 0.25, 0.5])
    seen = seen.to(torch.float32).to(torch.float64)
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=rate)
    plateau = s.ReduceLROnPlateau(optimizer, "min", factor=0.5, patience=2, threshold=1e-4, threshold_mode="rel")
    rates, best, bad, current, written = [], math.inf, 0, rate, []
    for value in seen.tolist():
        plateau.step(value)
        rates.append(float(optimizer.param_groups[0]["lr"]))
        if value < best * (1 - 1e-4):
            best, bad = value, 0
        else:
            bad += 1
        if bad > 2:
            current, bad = current * 0.5, 0
        written.append(current)
    close(tensor(rates), tensor(written))
    cases.append(case("reduce on plateau", {"schedule": "plateau", "rate": rate, "factor": 0.5, "patience": 2, "threshold": 1e-4},
                      {"losses": seen}, {"rates": tensor(rates)}))
    return [
        "rates[t] is the learning rate of step (or epoch) t, counted from 0.",
        "step: rate * factor^floor(t / size). exponential: rate * factor^t. cosine: minimum + (rate - minimum)",
        "(1 + cos(pi t / total)) / 2 for t <= total. warmup_cosine: rate (t + 1) / warmup for t < warmup, then the cosine of",
        "t - warmup over total - warmup steps. one_cycle (Smith and Topin, 2018, as in PyTorch): a cosine from maximum / divide",
        "to maximum over t = 0 ... warmupFraction * total - 1 (here 5), then one down to maximum / divide / finalDivide at",
        "t = total - 1. plateau: rates[i] is the rate after losses[i] has been seen; a loss improves if it is below",
        "best * (1 - threshold); the rate is multiplied by factor when more than 'patience' losses in a row did not improve,",
        "and the count then starts anew. Each is checked: the formula against torch.optim.lr_scheduler.",
    ], cases


# --------------------------------------------------------------------------------------------------------- sparsity


def sparsity():
    code = uniform(81, 4, 5)
    code[1, 2] = code[3, 0] = 0
    cases = []
    for weight in (1.0, 0.01):
        value, grads = differentiate(lambda code: weight * code.abs().sum(1).mean(), {"code": code})
        cases.append(case(f"l1, weight {weight:g}", {"penalty": "l1", "weight": weight},
                          {"code": code}, {"value": value, **grads}))
    active = uniform(82, 6, 5, low=0.03, high=0.97)
    active[:, 1] = active[:, 1] / 16  # about as sparse as wanted
    for rho, weight in ((0.05, 1.0), (0.05, 3.0), (0.2, 1.0)):

        def penalty(code):
            rho_hat = code.mean(0)
            return weight * (rho * torch.log(rho / rho_hat) + (1 - rho) * torch.log((1 - rho) / (1 - rho_hat))).sum()

        value, grads = differentiate(penalty, {"code": active})
        mean = active.mean(0)
        close(grads["gradCode"], (weight / 6 * ((1 - rho) / (1 - mean) - rho / mean)).expand(6, 5))
        cases.append(case(f"kl, rho {rho:g}, weight {weight:g}", {"penalty": "kl", "rho": rho, "weight": weight},
                          {"code": active}, {"value": value, **grads, "rhoHat": mean}))
    return [
        "l1: weight * mean over the batch of the sum over the code of |z|; the derivative at z = 0 is 0.",
        "kl (Ng, lecture notes on the sparse autoencoder): weight * sum over units j of rho log(rho / rhoHat_j) +",
        "(1 - rho) log((1 - rho) / (1 - rhoHat_j)), rhoHat_j the batch mean of unit j, whose values are outputs of a sigmoid.",
        "gradCode is the gradient by those outputs, weight / batch * ((1 - rho) / (1 - rhoHat_j) - rho / rhoHat_j).",
        "Formulas in double precision, PyTorch's gradients.",
    ], cases


# ---------------------------------------------------------------------------------------------------------- ssim, psnr


def ssim(x, y):
    """Wang et al., 2004, with one loop per window: 11 x 11 Gaussian weights, only windows inside the image."""
    at = np.arange(11) - 5
    weights = np.exp(-(at[:, None] ** 2 + at[None, :] ** 2) / (2 * 1.5**2))
    weights /= weights.sum()
    c1, c2 = 0.01**2, 0.03**2
    values = []
    for i in range(x.shape[0] - 10):
        for j in range(x.shape[1] - 10):
            a, b = x[i : i + 11, j : j + 11], y[i : i + 11, j : j + 11]
            mean_a, mean_b = (weights * a).sum(), (weights * b).sum()
            var_a, var_b = (weights * (a - mean_a) ** 2).sum(), (weights * (b - mean_b) ** 2).sum()
            cov = (weights * (a - mean_a) * (b - mean_b)).sum()
            values.append((2 * mean_a * mean_b + c1) * (2 * cov + c2) / ((mean_a**2 + mean_b**2 + c1) * (var_a + var_b + c2)))
    return float(np.mean(values))


def ssim_filtered(x, y):
    """The same by separable filters, as scikit-image computes it."""
    f = lambda v: scipy.ndimage.gaussian_filter(v, 1.5, radius=5)[5:-5, 5:-5]
    ux, uy = f(x), f(y)
    vx, vy, vxy = f(x * x) - ux * ux, f(y * y) - uy * uy, f(x * y) - ux * uy
    c1, c2 = 0.01**2, 0.03**2
    return float((((2 * ux * uy + c1) * (2 * vxy + c2)) / ((ux**2 + uy**2 + c1) * (vx + vy + c2))).mean())


def ssim_psnr():
    i, j = np.meshgrid(np.arange(28), np.arange(28), indexing="ij")
    ring = 200 * np.exp(-((np.hypot(i - 13.5, j - 13.5) - 8) ** 2) / 8) + 40 * (j > 20)
    a = np.clip(np.round(ring), 0, 255)
    noise = np.random.default_rng(91).normal(0, 25, a.shape)
    others = {
        "noise": np.clip(np.round(a + noise), 0, 255),
        "blurred": np.clip(np.round(scipy.ndimage.gaussian_filter(ring, 1.2)), 0, 255),
        "inverted": 255 - a,
    }
    cases = []
    for name, b in others.items():
        x, y = a / 255, b / 255
        mse = float(np.mean((x - y) ** 2))
        value = ssim(x, y)
        close(value, ssim_filtered(x, y), 1e-10)
        cases.append(case(name, {"dataRange": 1.0, "window": 11, "sigma": 1.5, "k1": 0.01, "k2": 0.03},
                          {"image": a.astype(int), "other": b.astype(int)},
                          {"mse": mse, "psnr": 10 * math.log10(1 / mse), "ssim": value}))
    return [
        "image and other are 28 x 28 bytes; the measures are of byte / 255. psnr = 10 log10(dataRange^2 / mse) in decibels.",
        "ssim (Wang et al., 2004): the mean over the 18 x 18 windows that lie inside the image, Gaussian weights that sum to 1,",
        "variances and covariance with those same weights (not n - 1). Computed window by window in double precision, checked",
        "against separable filters. Equal images, not listed, have mse 0, ssim 1 and an infinite psnr.",
    ], cases


# ------------------------------------------------------------------------------------------------------------ output


def text(value, indent):
    """JSON with a line for each row of numbers."""
    pad = "  " * indent
    if isinstance(value, dict) and value:
        if all(not isinstance(v, (dict, list)) for v in value.values()):
            return json.dumps(value)
        items = [f"{pad}  {json.dumps(k)}: {text(v, indent + 1)}" for k, v in value.items()]
        return "{\n" + ",\n".join(items) + f"\n{pad}}}"
    if isinstance(value, list) and value and not all(isinstance(v, (int, float)) for v in value):
        return "[\n" + ",\n".join(f"{pad}  {text(v, indent + 1)}" for v in value) + f"\n{pad}]"
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
    parser.add_argument("--check", action="store_true", help="compare with the files instead of writing them")
    check = parser.parse_args().check
    FOLDER.mkdir(parents=True, exist_ok=True)
    differing = []
    for topic in (activations, dense, batchnorm, layernorm, losses, optimizers, schedules, sparsity, ssim_psnr):
        about, cases = topic()
        assert len({c["name"] for c in cases}) == len(cases), f"{topic.__name__}: a case's name is taken twice"
        document = {"topic": topic.__name__, "about": about, "cases": cases}
        file = FOLDER / f"{topic.__name__}.json"
        if not check:
            file.write_text(text(document, 0) + "\n")
            print(f"{file.name}: {len(cases)} cases, {file.stat().st_size} bytes")
        elif not same(json.loads(file.read_text()), json.loads(text(document, 0))):
            differing.append(file.name)
    if differing:
        sys.exit("differ from what is computed now: " + ", ".join(differing))


if __name__ == "__main__":
    main()
