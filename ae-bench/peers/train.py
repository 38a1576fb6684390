#!/usr/bin/env python3
"""Train one of the benchmark models in PyTorch or JAX and print its speed as a line of JSON.

    python train.py --framework torch|torch-tuned|jax --model dense|vae|conv|stacked
                    [--batch N] [--epochs 3] [--threads N] [--layers 128,64] [--code 32] [--data DIR]
                    [--kernel 3] [--stride 2] [--channels 1] [--images 60000]

The models, trained with Adam at a rate of 0.001 on the 60 000 images of Fashion-MNIST (or the first --images), shuffled
anew each epoch:

    dense    784-128-64-32 and its mirror, ReLU, sigmoid at the end, mean squared error, batch 128
    vae      784-400-(20, 20)-400-784, ReLU, binary cross-entropy from logits + KL, batch 128
    conv     conv 16 3x3/2, conv 32 3x3/2, dense 32; dense 1568, conv-transpose 16 3x3/2, conv-transpose 1 3x3/2;
             ReLU but for the code, sigmoid at the end, mean squared error, batch 128; with another --kernel and --stride,
             and with each image repeated in a number of --channels
    stacked  784-500-500-2000-10 and its mirror, as dense, batch 256

Images stay bytes in memory and become floats in [0, 1] batch by batch; --rows floats converts them once, beforehand.
The speed is that of the best epoch, so that compilation and warm-up do not count, over the images that it trained on.
PyTorch runs as most people write it, or (torch-tuned) through torch.compile with the fused Adam; JAX compiles a whole epoch.

DIR holds train-images-idx3-ubyte.gz and t10k-images-idx3-ubyte.gz.
"""
import argparse
import functools
import gzip
import json
import os
import time
from pathlib import Path

import numpy as np

RATE, BETA1, BETA2, EPSILON = 1e-3, 0.9, 0.999, 1e-8
LAYERS = {'dense': ([128, 64], 32), 'vae': ([400], 20), 'conv': ([], 32), 'stacked': ([500, 500, 2000], 10)}
BATCH = {'dense': 128, 'vae': 128, 'conv': 128, 'stacked': 256}


def arguments():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument('--framework', required=True, choices=['torch', 'torch-tuned', 'jax'])
    p.add_argument('--model', required=True, choices=list(LAYERS))
    p.add_argument('--batch', type=int)
    p.add_argument('--epochs', type=int, default=3)
    p.add_argument('--threads', type=int, default=len(os.sched_getaffinity(0)))
    p.add_argument('--layers', type=lambda text: [int(n) for n in text.split(',')])
    p.add_argument('--code', type=int)
    p.add_argument('--kernel', type=int, default=3)
    p.add_argument('--stride', type=int, default=2)
    p.add_argument('--channels', type=int, default=1)
    p.add_argument('--images', type=int, default=60000)
    p.add_argument('--rows', choices=['bytes', 'floats'], default='bytes')
    p.add_argument('--data', type=Path, default=Path('/usr/share/datasets/fashion-mnist'))
    a = p.parse_args()
    layers, code = LAYERS[a.model]
    a.batch, a.layers, a.code = a.batch or BATCH[a.model], a.layers or layers, a.code or code
    if a.model == 'conv' and a.layers or a.model == 'vae' and len(a.layers) != 1:
        p.error(f'--layers does not fit {a.model}')
    if a.model != 'conv' and (a.kernel, a.stride, a.channels) != (3, 2, 1):
        p.error(f'--kernel, --stride and --channels do not fit {a.model}')
    a.side = -(-(-(-28 // a.stride)) // a.stride)  # Height and width of what the second convolution leaves.
    a.flat = 32 * a.side ** 2
    return a


def images(folder, part):
    with gzip.open(folder / f'{part}-images-idx3-ubyte.gz') as file:
        return np.frombuffer(file.read(), np.uint8, offset=16).reshape(-1, 784)


def torch_run(a, train, test):
    import torch
    from torch import nn
    from torch.nn import functional as F
    torch.set_num_threads(a.threads)
    torch.manual_seed(1)
    scaled = lambda x: x if x.dtype == torch.float32 else x.float() / 255

    class Vae(nn.Module):
        def __init__(self, hidden):
            super().__init__()
            self.inner, self.outer = nn.Linear(784, hidden), nn.Linear(hidden, 784)
            self.mean, self.variance, self.back = nn.Linear(hidden, a.code), nn.Linear(hidden, a.code), nn.Linear(a.code, hidden)

        def forward(self, x):
            h = F.relu(self.inner(x))
            mean, logvar = self.mean(h), self.variance(h)
            z = mean + torch.exp(logvar / 2) * torch.randn_like(mean) if self.training else mean
            return self.outer(F.relu(self.back(z))), mean, logvar

    def mirrored():
        sizes = [784, *a.layers, a.code, *reversed(a.layers), 784]
        layers = []
        for i, (inputs, outputs) in enumerate(zip(sizes, sizes[1:])):
            layers.append(nn.Linear(inputs, outputs))
            if i != len(a.layers):  # The code is linear.
                layers.append(nn.Sigmoid() if i == len(sizes) - 2 else nn.ReLU())
        return nn.Sequential(*layers)

    def conv():
        form = a.kernel, a.stride, a.kernel // 2
        return nn.Sequential(
            nn.Unflatten(1, (a.channels, 28, 28)), nn.Conv2d(a.channels, 16, *form), nn.ReLU(), nn.Conv2d(16, 32, *form), nn.ReLU(),
            nn.Flatten(), nn.Linear(a.flat, a.code), nn.Linear(a.code, a.flat), nn.ReLU(), nn.Unflatten(1, (32, a.side, a.side)),
            nn.ConvTranspose2d(32, 16, *form, a.stride - 1), nn.ReLU(),
            nn.ConvTranspose2d(16, a.channels, *form, a.stride - 1), nn.Sigmoid(), nn.Flatten())

    model = Vae(a.layers[0]) if a.model == 'vae' else conv() if a.model == 'conv' else mirrored()
    tuned = a.framework == 'torch-tuned'
    optimizer = torch.optim.Adam(model.parameters(), RATE, (BETA1, BETA2), EPSILON, fused=tuned)

    def loss_of(x):
        x = scaled(x)
        if a.model != 'vae':
            return F.mse_loss(model(x), x)
        logits, mean, logvar = model(x)
        kl = -0.5 * torch.sum(1 + logvar - mean * mean - logvar.exp())
        return (F.binary_cross_entropy_with_logits(logits, x, reduction='sum') + kl) / len(x)

    step = torch.compile(loss_of) if tuned else loss_of
    data, seconds = torch.from_numpy(train), []
    for _ in range(a.epochs):
        start, order = time.perf_counter(), torch.randperm(len(data))
        for i in range(0, len(data) - a.batch + 1, a.batch):
            loss = step(data[order[i:i + a.batch]])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
        seconds.append(time.perf_counter() - start)
    model.eval()
    with torch.no_grad():
        x = scaled(torch.from_numpy(test))
        restored = torch.sigmoid(model(x)[0]) if a.model == 'vae' else model(x)
        return seconds, F.mse_loss(restored, x).item(), torch.__version__


def jax_run(a, train, test):
    # XLA has no option for a number of threads that it keeps to; processors it does.
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:a.threads])
    import jax
    from jax import lax, numpy as jnp
    keys = iter(jax.random.split(jax.random.PRNGKey(1), 16))
    relu, sigmoid, tree = jax.nn.relu, jax.nn.sigmoid, jax.tree_util.tree_map
    scaled = lambda x: x if x.dtype == jnp.float32 else x.astype(jnp.float32) / 255

    def weights(inputs, *shape):
        bound = inputs ** -0.5
        return jax.random.uniform(next(keys), shape, minval=-bound, maxval=bound), jnp.zeros(shape[-1])

    dense = lambda inputs, outputs: weights(inputs, inputs, outputs)
    kernel = lambda inputs, outputs: weights(a.kernel ** 2 * inputs, a.kernel, a.kernel, inputs, outputs)
    apply = lambda w, x: x @ w[0] + w[1]
    form = ('NHWC', 'HWIO', 'NHWC')
    down = lambda w, x: lax.conv_general_dilated(x, w[0], (a.stride, a.stride), 'SAME', dimension_numbers=form) + w[1]
    up = lambda w, x: lax.conv_transpose(x, w[0], (a.stride, a.stride), 'SAME', dimension_numbers=form) + w[1]

    if a.model == 'conv':
        params = [kernel(a.channels, 16), kernel(16, 32), dense(a.flat, a.code), dense(a.code, a.flat), kernel(32, 16),
                  kernel(16, a.channels)]

        def restore(p, x):
            h = relu(down(p[1], relu(down(p[0], x.reshape(-1, a.channels, 28, 28).transpose(0, 2, 3, 1)))))
            h = relu(apply(p[3], apply(p[2], h.reshape(-1, a.flat))))
            h = sigmoid(up(p[5], relu(up(p[4], h.reshape(-1, a.side, a.side, 32)))))
            return h.transpose(0, 3, 1, 2).reshape(x.shape)
    elif a.model == 'vae':
        hidden = a.layers[0]
        params = [dense(784, hidden), dense(hidden, a.code), dense(hidden, a.code), dense(a.code, hidden), dense(hidden, 784)]

        def parts(p, x, key):
            h = relu(apply(p[0], x))
            mean, logvar = apply(p[1], h), apply(p[2], h)
            z = mean if key is None else mean + jnp.exp(logvar / 2) * jax.random.normal(key, mean.shape)
            return apply(p[4], relu(apply(p[3], z))), mean, logvar

        restore = lambda p, x: sigmoid(parts(p, x, None)[0])
    else:
        sizes = [784, *a.layers, a.code, *reversed(a.layers), 784]
        params = [dense(inputs, outputs) for inputs, outputs in zip(sizes, sizes[1:])]

        def restore(p, x):
            for i, w in enumerate(p):
                x = apply(w, x)
                if i != len(a.layers):  # The code is linear.
                    x = sigmoid(x) if i == len(p) - 1 else relu(x)
            return x

    def loss(p, x, key):
        if a.model != 'vae':
            return jnp.mean((restore(p, x) - x) ** 2)
        logits, mean, logvar = parts(p, x, key)
        entropy = jnp.maximum(logits, 0) - logits * x + jnp.log1p(jnp.exp(-jnp.abs(logits)))
        return (entropy.sum() - 0.5 * (1 + logvar - mean * mean - jnp.exp(logvar)).sum()) / len(x)

    @functools.partial(jax.jit, donate_argnums=(0, 1, 2))
    def epoch(params, m, v, data, order, steps_before, key):
        def step(carry, i):
            params, m, v, t = carry
            x = scaled(data[lax.dynamic_slice(order, (i * a.batch,), (a.batch,))])
            g = jax.grad(loss)(params, x, jax.random.fold_in(key, i))
            t = t + 1
            m = tree(lambda m, g: BETA1 * m + (1 - BETA1) * g, m, g)
            v = tree(lambda v, g: BETA2 * v + (1 - BETA2) * g * g, v, g)
            rate, root = RATE / (1 - BETA1 ** t), 1 / (1 - BETA2 ** t)
            params = tree(lambda p, m, v: p - rate * m / (jnp.sqrt(v * root) + EPSILON), params, m, v)
            return (params, m, v, t), None
        return lax.scan(step, (params, m, v, steps_before), jnp.arange(len(train) // a.batch))[0][:3]

    m, v, data, seconds = tree(jnp.zeros_like, params), tree(jnp.zeros_like, params), jnp.asarray(train), []
    for e in range(a.epochs):
        start, order = time.perf_counter(), jnp.asarray(np.random.permutation(len(train)))
        params, m, v = jax.block_until_ready(
            epoch(params, m, v, data, order, float(e * (len(train) // a.batch)), jax.random.PRNGKey(e)))
        seconds.append(time.perf_counter() - start)
    x = scaled(jnp.asarray(test))
    return seconds, float(jnp.mean((restore(params, x) - x) ** 2)), jax.__version__


def main():
    a = arguments()
    train, test = (np.tile(part, a.channels) for part in (images(a.data, 'train')[:a.images], images(a.data, 't10k')))
    if a.rows == 'floats':
        train = train.astype(np.float32) / 255
    seconds, mse, version = (jax_run if a.framework == 'jax' else torch_run)(a, train, test)
    trained = len(train) // a.batch * a.batch
    print(json.dumps({
        'framework': a.framework, 'version': version, 'model': a.model, 'batch': a.batch, 'threads': a.threads,
        'layers': a.layers, 'code': a.code, 'kernel': a.kernel, 'stride': a.stride, 'channels': a.channels, 'rows': a.rows, 'images_per_second': round(trained / min(seconds)),
        'epoch_seconds': [round(s, 3) for s in seconds], 'test_mse': round(mse, 6)}))


if __name__ == '__main__':
    main()
