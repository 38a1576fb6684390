#!/usr/bin/env python3
"""Measure ae4j and its peers in turns on the same models, and print the ratio of their speeds.

    ae-bench/compare-speed.py --python PEERS/bin/python                       # four models, two peers, five pairs
    ae-bench/compare-speed.py --python PEERS/bin/python --models dense --peers jax --threads 1,2 --pairs 3
    ae-bench/compare-speed.py --python PEERS/bin/python --models dense --batch 32,128,512 --layers 128,64:512,256
    ae-bench/compare-speed.py --python PEERS/bin/python --models conv --peers torch --kernel 3,5 --stride 1,2 --images 6000

PEERS is a virtual environment with PyTorch and JAX: python3 -m venv PEERS && PEERS/bin/pip install torch jax numpy

Each case is a model at a batch size, hidden sizes and a number of threads; options with several values, parted by commas
(sizes by colons), make a case of each combination. In each round every side trains the same model on the full
Fashion-MNIST in a process of its own, one at a time and each round in another order. A side's speed is that of its best
epoch. A ratio is ae4j's speed over the peer's in the same round, so above 1 ae4j is faster; the summary has the median
of the rounds' ratios and their range. 'others' is the part of the machine's time that went to other processes
meanwhile: figures taken beside more than a few percent of that are not worth keeping.

Nothing but figures ends up in the CSV file, a line a run, written as the run ends. A run that fails or takes longer
than --timeout is told and left out, and so is its pair. Stopping with Ctrl-C prints the summary of what was measured.
"""
import argparse
import csv
import gzip
import json
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import namedtuple
from itertools import product
from pathlib import Path

HERE = Path(__file__).resolve().parent
BATCH = {'dense': 128, 'vae': 128, 'conv': 128, 'stacked': 256}
LAYERS = {'dense': '128,64', 'vae': '400', 'conv': '', 'stacked': '500,500,2000'}
CODE = {'dense': 32, 'vae': 20, 'conv': 32, 'stacked': 10}
SIZABLE = ('dense', 'vae', 'stacked')
BUSY = 0.05
COLUMNS = ['case', 'model', 'batch', 'layers', 'code', 'kernel', 'stride', 'channels', 'threads', 'round', 'side', 'version', 'images_per_second',
           'epoch_seconds', 'test_mse', 'peak_mib', 'wall_seconds', 'others', 'problem']

Case = namedtuple('Case', 'model batch layers code kernel stride channels threads')
Outcome = namedtuple('Outcome', 'text problem seconds peak_mib others')


def arguments():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    numbers = lambda text: [int(n) for n in text.split(',')]
    names = lambda text: text.split(',')
    p.add_argument('--python', required=True, type=Path, help='interpreter that has the peers')
    p.add_argument('--models', type=names, default=list(BATCH), help='of dense,vae,conv,stacked; all by default')
    p.add_argument('--peers', type=lambda text: [] if text == 'none' else names(text), default=['torch', 'jax'],
                   help='of torch,torch-tuned,jax, or none; torch,jax by default')
    p.add_argument('--pairs', type=int, default=5, help='rounds for each case; 5 by default')
    p.add_argument('--epochs', type=int, default=3, help='epochs of each run; 3 by default')
    p.add_argument('--batch', type=numbers, help="batch sizes; each model's own by default")
    p.add_argument('--threads', type=numbers, default=[len(os.sched_getaffinity(0))], help='all processors by default')
    p.add_argument('--layers', type=lambda text: text.split(':'), help='hidden sizes of dense, vae and stacked, as 128,64:512,256')
    p.add_argument('--code', type=numbers, help="sizes of the code; the model's own by default")
    p.add_argument('--kernel', type=numbers, default=[3], help='heights and widths of the kernels of conv; 3 by default')
    p.add_argument('--stride', type=numbers, default=[2], help='strides of conv; 2 by default')
    p.add_argument('--channels', type=numbers, default=[1], help='in how many channels conv gets each image; 1 by default')
    p.add_argument('--images', type=int, default=60000, help='train on the first so many only')
    p.add_argument('--rows', choices=['bytes', 'floats'], default='bytes', help='how the peers keep their images')
    p.add_argument('--data', type=Path, default=Path('/usr/share/datasets/fashion-mnist'), help='folder of the IDX files')
    p.add_argument('--kernels', help='kernels of ae4j')
    p.add_argument('--pause', type=float, default=2, help='seconds of rest before each run; 2 by default')
    p.add_argument('--timeout', type=float, default=600, help='seconds a run may take; 600 by default')
    p.add_argument('--csv', type=Path, default=Path('compare-speed.csv'), help='where the figures go')
    a = p.parse_args()
    for unknown in set(a.models) - set(BATCH):
        p.error(f'unknown model {unknown!r} (known: {", ".join(BATCH)})')
    for unknown in set(a.peers) - {'torch', 'torch-tuned', 'jax'}:
        p.error(f'unknown peer {unknown!r} (known: torch, torch-tuned, jax)')
    if not (a.data / 'train-images-idx3-ubyte.gz').exists():
        p.error(f'no train-images-idx3-ubyte.gz in {a.data}; give --data')
    return a


def cases(a):
    for model, threads in product(a.models, a.threads):
        layers = a.layers if a.layers and model in SIZABLE else [LAYERS[model]]
        forms = product(a.kernel, a.stride, a.channels) if model == 'conv' else [(3, 2, 1)]
        for batch, sizes, code, form in product(a.batch or [BATCH[model]], layers, a.code or [CODE[model]], forms):
            yield Case(model, batch, sizes, code, *form, threads)


def title(case):
    form = '{0}x{0}/{1} {2} ch. '.format(case.kernel, case.stride, case.channels) if case.model == 'conv' else ''
    return f'{case.model} {form}{case.layers + "," if case.layers else ""}{case.code} batch {case.batch}, {case.threads} thr.'


def rows_in_channels(a, channels, folder):
    """Writes all images, each repeated in a number of channels, as an array of NumPy, and returns its file."""
    target = folder / f'{channels}-channels.npy'
    if not target.exists():
        images = [image for part, count in (('train', a.images), ('t10k', 10000)) for image in images_of(a.data, part)[:count]]
        header = f"{{'descr': '|u1', 'fortran_order': False, 'shape': ({len(images)}, {784 * channels})}}".ljust(117) + '\n'
        with target.open('wb') as file:
            file.write(b'\x93NUMPY\x01\x00' + len(header).to_bytes(2, 'little') + header.encode())
            file.writelines(image * channels for image in images)
    return target


def images_of(folder, part):
    values = gzip.open(folder / f'{part}-images-idx3-ubyte.gz').read()[16:]
    return [values[i:i + 784] for i in range(0, len(values), 784)]


def ours(a, case, folder):
    if case.channels == 1:
        data = ['fashion-mnist', '--data-dir', a.data, '--limit', a.images]
    else:  # Any rows serve as test rows: what counts is how many are trained on.
        data = [rows_in_channels(a, case.channels, folder), '--data-option', f'shape={case.channels}x28x28',
                '--test', 10000 / (a.images + 10000)]
    command = [HERE.parent / 'ae', 'train', '--data', *data, '--validation', 0,
               '--no-pictures', '--json', '-', '--out', folder / 'model.safetensors', '--batch', case.batch, '--epochs', a.epochs, '--threads', case.threads]
    command += ['--kernels', a.kernels] if a.kernels else []
    command += ['--encoder', encoder(case)] if case.model == 'conv' else ['--layers', case.layers, '--code', case.code]
    command += {'vae': ['--variant', 'variational', '--loss', 'bce'], 'conv': ['--variant', 'convolutional']}.get(case.model, [])
    return command


def encoder(case):
    layer = lambda filters: f'conv({filters},{case.kernel},stride={case.stride})'
    return f'{layer(16)} relu {layer(32)} relu dense({case.code})'


def peer(a, case, framework):
    return [a.python, HERE / 'peers' / 'train.py', '--framework', framework, '--model', case.model, '--batch', case.batch,
            '--kernel', case.kernel, '--stride', case.stride, '--channels', case.channels, '--images', a.images,
            '--epochs', a.epochs, '--threads', case.threads, '--code', case.code, '--rows', a.rows, '--data', a.data,
            *(['--layers', case.layers] if case.layers else [])]


def busy_seconds():
    """Returns the seconds that all processors together have worked so far, or 0 where nobody counts them."""
    try:
        user, nice, system, _, _, interrupts, soft = map(int, Path('/proc/stat').read_text().split()[1:8])
        return (user + nice + system + interrupts + soft) / os.sysconf('SC_CLK_TCK')
    except (OSError, ValueError):
        return 0


def run(command, timeout):
    """Runs a command in a process group of its own, which is killed after the timeout."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        began, before = time.monotonic(), busy_seconds()
        process = subprocess.Popen([str(word) for word in command], stdout=out, stderr=err, stdin=subprocess.DEVNULL,
                                   start_new_session=True)
        stop = lambda: os.killpg(process.pid, signal.SIGKILL)
        timer = threading.Timer(timeout, stop)
        timer.start()
        try:
            _, status, usage = os.wait4(process.pid, 0)
        except BaseException:
            stop()
            process.wait()
            raise
        finally:
            timer.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
        seconds = time.monotonic() - began
        own = usage.ru_utime + usage.ru_stime
        others = max(0, busy_seconds() - before - own) / (seconds * (os.cpu_count() or 1))
        for file in out, err:
            file.seek(0)
        text, complaint = out.read().decode(errors='replace'), err.read().decode(errors='replace').strip()
        problem = ''
        if seconds >= timeout:
            problem = f'took longer than {timeout:g} s'
        elif process.returncode:
            problem = f'ended with status {process.returncode}: ' + ' '.join(complaint.splitlines()[-2:])
        unit = 1 << 20 if sys.platform == 'darwin' else 1 << 10
        return Outcome(text, problem, seconds, usage.ru_maxrss / unit, others)


def figures(side, outcome, java):
    lines = [json.loads(line) for line in outcome.text.splitlines() if line.startswith('{')]
    if side != 'ae4j':
        line = lines[-1]
        return {key: line[key] for key in ('version', 'images_per_second', 'epoch_seconds', 'test_mse')}
    epochs = [line for line in lines if 'examples_per_second' in line]
    return {'version': java, 'images_per_second': round(max(line['examples_per_second'] for line in epochs)),
            'epoch_seconds': [round(line['seconds'], 3) for line in epochs], 'test_mse': round(lines[-1]['test_mse'], 6)}


def measure(a, case, side, folder):
    outcome = run(ours(a, case, folder) if side == 'ae4j' else peer(a, case, side), a.timeout)
    row = {'peak_mib': round(outcome.peak_mib), 'wall_seconds': round(outcome.seconds, 1),
           'others': round(outcome.others, 3), 'problem': outcome.problem}
    if not outcome.problem:
        try:
            row.update(figures(side, outcome, a.java))
        except (ValueError, KeyError, IndexError) as e:
            row['problem'] = f'printed no figures: {e!r}'
    return row


def measure_all(a, rows, writer, folder):
    sides = ['ae4j', *a.peers]
    for case in cases(a):
        print(f'\n{title(case)}', flush=True)
        for number in range(a.pairs):
            turn = number % len(sides)
            for side in sides[turn:] + sides[:turn]:
                time.sleep(a.pause)
                row = {'case': title(case), **case._asdict(), 'round': number + 1, 'side': side, **measure(a, case, side, folder)}
                rows.append(row)
                writer.writerow(row)
                print('  round {round}  {side:<12}'.format(**row), row['problem'] or
                      '{images_per_second:>9,} images/s  test mse {test_mse:.5f}  {peak_mib:>5} MiB  others {others:.0%}'.format(**row)
                      + ('  NOT QUIET' if row['others'] > BUSY else ''), flush=True)
            for framework in a.peers:
                speeds = [speed_of(rows, title(case), number + 1, side) for side in ('ae4j', framework)]
                if all(speeds):
                    print(f'  round {number + 1}  ae4j / {framework} = {speeds[0] / speeds[1]:.3f}', flush=True)


def speed_of(rows, case, number, side):
    return next((row['images_per_second'] for row in rows if row['case'] == case and row['round'] == number
                 and row['side'] == side and not row['problem']), None)


def summary(rows, peers):
    if not peers:
        return
    print('\n| model | peer | ae4j images/s | peer images/s | ratio | range | pairs |\n|---|---|---|---|---|---|---|')
    for case in dict.fromkeys(row['case'] for row in rows):
        numbers = sorted({row['round'] for row in rows if row['case'] == case})
        for framework in peers:
            pairs = [(speed_of(rows, case, n, 'ae4j'), speed_of(rows, case, n, framework)) for n in numbers]
            pairs = [pair for pair in pairs if all(pair)]
            if not pairs:
                print(f'| {case} | {framework} | not measured | not measured | | | 0 |')
                continue
            ratios = [own / other for own, other in pairs]
            print(f'| {case} | {framework} | {statistics.median(own for own, _ in pairs):,.0f} '
                  f'| {statistics.median(other for _, other in pairs):,.0f} | {statistics.median(ratios):.2f} '
                  f'| {min(ratios):.2f}-{max(ratios):.2f} | {len(pairs)} |')


def main():
    a = arguments()
    first = run([HERE.parent / 'ae', 'plugins'], a.timeout)  # Builds where sources changed, outside of what is measured.
    if first.problem:
        sys.exit(f'ae {first.problem}')
    a.java = 'Java ' + first.text.rpartition('java:')[2].split()[0]
    print(f'ae4j on {a.java}, {os.cpu_count()} processors, load {os.getloadavg()[0]:.2f}; figures go to {a.csv}')
    rows = []
    with a.csv.open('w', newline='', buffering=1) as file, tempfile.TemporaryDirectory() as folder:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        try:
            measure_all(a, rows, writer, Path(folder))
        except KeyboardInterrupt:
            print('\nstopped')
    summary(rows, a.peers)


if __name__ == '__main__':
    main()
