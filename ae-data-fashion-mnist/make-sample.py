#!/usr/bin/env python3
"""Makes the embedded sample from the full Fashion-MNIST.

Takes the first 600 training and the first 100 test images of each class, in the order of the source, so that the same
source gives the same sample. The files are compressed by zlib without name or time: the same zlib writes the same bytes.

Usage: make-sample.py [FOLDER-OF-THE-FULL-SET [FOLDER-TO-WRITE-TO]]
"""

import gzip
import pathlib
import struct
import sys

CLASSES = 10
PER_CLASS = {"train": 600, "t10k": 100}
HERE = pathlib.Path(__file__).resolve().parent


def read_idx(path, dimensions):
    """Returns the dimensions and the bytes of an IDX file of unsigned bytes."""
    content = gzip.decompress(path.read_bytes())
    magic, *sizes = struct.unpack_from(f">{1 + dimensions}I", content)
    if magic != 0x0800 + dimensions:
        sys.exit(f"{path}: found magic number {magic:#010x}, expected {0x0800 + dimensions:#010x}")
    return sizes, content[4 * (1 + dimensions):]


def write_idx(path, sizes, values):
    header = struct.pack(f">{1 + len(sizes)}I", 0x0800 + len(sizes), *sizes)
    with open(path, "wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as out:
        out.write(header + values)


def main(source, target):
    for part, per_class in PER_CLASS.items():
        (count, height, width), images = read_idx(source / f"{part}-images-idx3-ubyte.gz", 3)
        (labelled,), labels = read_idx(source / f"{part}-labels-idx1-ubyte.gz", 1)
        if labelled != count:
            sys.exit(f"{source}: found {labelled} {part} labels, expected {count}")
        taken = [0] * CLASSES
        rows = []
        for row, label in enumerate(labels):
            if taken[label] < per_class:
                taken[label] += 1
                rows.append(row)
        if taken != [per_class] * CLASSES:
            sys.exit(f"{source}: found {taken} {part} images by class, expected {per_class} each")
        size = height * width
        chosen = b"".join(images[row * size:(row + 1) * size] for row in rows)
        write_idx(target / f"{part}-images-idx3-ubyte.gz", (len(rows), height, width), chosen)
        write_idx(target / f"{part}-labels-idx1-ubyte.gz", (len(rows),), bytes(labels[row] for row in rows))


if __name__ == "__main__":
    arguments = [pathlib.Path(argument) for argument in sys.argv[1:]]
    defaults = [
        pathlib.Path("/usr/share/datasets/fashion-mnist"),
        HERE / "src/main/resources/org/ae4j/data/fashionmnist",
    ]
    main(*(arguments + defaults[len(arguments):]))
