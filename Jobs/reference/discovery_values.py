#!/usr/bin/env python3
"""Prints Tests/DiscoveryTests/DiscoveryReferenceValues.swift: made-up distances to the hull, and what the leaderboard's own function says of
them. Needs matbench-discovery 1.3 (PyPI); not part of the tests.
usage: discovery_values.py > DiscoveryReferenceValues.swift"""
import importlib.metadata
import random

import numpy as np
import pandas as pd
from matbench_discovery.metrics import stable_metrics

random.seed(7)
rows = []
for number in range(80):
    truth = round(random.gauss(0.03, 0.12), 2)
    prediction = round(truth + random.gauss(0.01, 0.07), 2)
    # Ties at the threshold on either side, and predictions that are missing.
    rows.append((0.0 if number % 17 == 0 else truth, float("nan") if number % 19 == 5 else 0.0 if number % 13 == 2 else prediction))

print(f"""// Written by Jobs/reference/discovery_values.py with matbench-discovery {importlib.metadata.version("matbench-discovery")}; do not edit.
/// True and predicted distances to the hull, eV/atom.
let discoveryReferenceRows = \"\"\"""")
for start in range(0, len(rows), 8):
    print("    " + "  ".join(f"{truth} {prediction}" for truth, prediction in rows[start : start + 8]))
print('''    """
/// By threshold (eV/atom), and whether rows without a prediction are there: what the leaderboard's function makes of these rows.
let discoveryReferenceScores = """''')
truth, prediction = (pd.Series(column) for column in zip(*rows))
for threshold in (0.0, 0.05, -0.02):
    for label, kept in (("all", slice(None)), ("predicted", ~np.isnan(prediction))):
        scores = stable_metrics(truth[kept], prediction[kept], stability_threshold=threshold)
        words = [f"{name}={float(value):.12g}" for name, value in scores.items()]
        print(f"    {threshold} {label} {' '.join(words[:5])} \\\n        {' '.join(words[5:9])} \\\n        {' '.join(words[9:])}")
print('    """')
