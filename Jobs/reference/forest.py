"""Our random forest and scikit-learn's in turns on one core, on the same features, folds and settings: mean absolute error over the official
folds for each seed, and core-seconds of each side. Prints a line for each run to RESULTS.jsonl and a table.

Needs a virtual environment of its own with scikit-learn; BENCHMARK is the covey-benchmark program, started as `BENCHMARK grow-forest`."""
import argparse
import csv
import gzip
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time

import numpy as np
import sklearn
from sklearn.ensemble import RandomForestRegressor

TARGETS = {"steels": "yield strength", "expt_gap": "gap expt", "log_kvrh": "log10(K_VRH)"}
TREES, SHARE = 200, 0.25


def amounts(formula):
    """Element → amount, brackets multiplied out."""
    text = formula.replace(" ", "")

    def number(place):
        match = re.match(r"[0-9.]+(?:e-?[0-9]+)?", text[place:])
        return (float(match.group()), place + match.end()) if match else (1.0, place)

    def group(place):
        found = {}
        while place < len(text) and text[place] not in ")]":
            if text[place] in "([":
                inner, place = group(place + 1)
                place += 1
            else:
                symbol = re.match(r"[A-Z][a-z]?", text[place:]).group()
                inner, place = {symbol: 1.0}, place + len(symbol)
            factor, place = number(place)
            for element, amount in inner.items():
                found[element] = found.get(element, 0) + amount * factor
        return found, place

    found, end = group(0)
    if end != len(text):
        sys.exit(f"cannot read the formula {formula}")
    return found


def features_of(formulae, properties):
    """Fractions of 103 elements, then mean, least, greatest, range and average deviation of each property."""
    symbols = list(properties)
    table = np.array([[np.nan if value is None else value for value in properties[symbol]] for symbol in symbols], float)
    table = np.where(np.isnan(table), np.nanmean(table, axis=0), table)
    place = {symbol: index for index, symbol in enumerate(symbols)}
    rows = []
    for formula in formulae:
        found = amounts(formula)
        whole = sum(found.values())
        fractions = np.zeros(len(symbols))
        for element, amount in found.items():
            fractions[place[element]] = amount / whole
        present = np.array([place[element] for element in found])
        weights, values = fractions[present], table[present]
        mean = weights @ values
        low, high = values.min(0), values.max(0)
        rows.append(np.concatenate([fractions[:103], mean, low, high, high - low, weights @ abs(values - mean)]))
    return np.array(rows, np.float32)


class Covey:
    """The other program; answers one line for each fold and seed."""

    def __init__(self, benchmark, core, directory, features, targets, folds):
        for name, values in (("features", features), ("targets", targets), ("folds", folds)):
            values.tofile(os.path.join(directory, name))
        command = ["taskset", "-c", str(core), benchmark, "grow-forest", directory, "--rows", str(len(targets))]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def run(self, fold, seed):
        self.process.stdin.write(f"{fold} {seed}\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            sys.exit(f"covey-benchmark ended with status {self.process.wait()}")
        return json.loads(line)

    def end(self):
        self.process.stdin.close()
        self.process.wait()


def peer(features, targets, folds, fold, seed):
    training, test = folds != fold, folds == fold
    model = RandomForestRegressor(n_estimators=TREES, max_features=SHARE, min_samples_leaf=1, n_jobs=1, random_state=seed)
    begin = time.process_time()
    model.fit(features[training], targets[training])
    middle = time.process_time()
    error = abs(model.predict(features[test]) - targets[test]).mean() if test.any() else 0.0
    return {"error": float(error), "fit": middle - begin, "predict": time.process_time() - middle}


def compare(name, benchmark, core, features, targets, folds, runs, results):
    """Runs of (fold, seed); every one of ours is followed by one of scikit-learn's."""
    pairs = []
    with tempfile.TemporaryDirectory() as directory:
        ours = Covey(benchmark, core, directory, features, targets, folds)
        for fold, seed in runs:
            pair = (ours.run(fold, seed), peer(features, targets, folds, fold, seed))
            pairs.append((seed, *pair))
            results.write(json.dumps({"case": name, "fold": fold, "seed": seed, "covey": pair[0], "peer": pair[1]}) + "\n")
            results.flush()
        ours.end()
    seeds = sorted({seed for seed, _, _ in pairs})
    errors = [[statistics.mean(pair[side]["error"] for pair in pairs if pair[0] == seed) for seed in seeds] for side in (1, 2)]
    ratios = [theirs["fit"] / ours["fit"] for _, ours, theirs in pairs]
    seconds = [sum(pair[side]["fit"] for pair in pairs) for side in (1, 2)]
    predicting = [sum(pair[side]["predict"] for pair in pairs) for side in (1, 2)]
    for side, values in zip(("covey", f"scikit-learn {sklearn.__version__}"), errors):
        print(f"{name:12} {side:20} MAE by seed {' '.join(f'{value:.5g}' for value in values)}  mean {statistics.mean(values):.5g}")
    print(f"{name:12} core-seconds of growing {seconds[0]:.2f} and {seconds[1]:.2f}, of predicting {predicting[0]:.3f} and {predicting[1]:.3f};"
          f" ratio of growing, median of {len(ratios)} pairs {statistics.median(ratios):.2f}, {min(ratios):.2f} to {max(ratios):.2f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("benchmark", help="the covey-benchmark program")
    parser.add_argument("data", help="folder with elements/magpie22.json and matbench/matbench_*.csv.gz")
    parser.add_argument("--cases", default="steels,expt_gap,time", help="with commas between; `time` is 10000 rows × 145 of log_kvrh")
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--core", type=int, default=1)
    parser.add_argument("--results", default="forest.jsonl")
    options = parser.parse_args()
    os.sched_setaffinity(0, {options.core})
    with open(os.path.join(options.data, "elements/magpie22.json")) as file:
        properties = json.load(file)["elements"]
    with open(options.results, "a") as results:
        for case in options.cases.split(","):
            name = "log_kvrh" if case == "time" else case
            with gzip.open(os.path.join(options.data, f"matbench/matbench_{name}.csv.gz"), "rt") as file:
                rows = list(csv.DictReader(file))
            features = features_of([row["composition"] for row in rows], properties)
            targets = np.array([float(row[TARGETS[name]]) for row in rows], np.float32)
            folds = np.array([int(row["fold"]) for row in rows], np.int32)
            if case == "time":
                # The moments and the fractions of the 35 commonest elements: as many columns as Magpie has.
                common = np.argsort(-(features[:, :103] > 0).sum(0), kind="stable")[:35]
                features = np.ascontiguousarray(np.concatenate([features[:, 103:], features[:, common]], axis=1)[:10000])
                targets, folds, runs = targets[:10000], np.zeros(10000, np.int32), [(1, seed) for seed in range(3)]
            else:
                runs = [(fold, seed) for seed in range(options.seeds) for fold in range(5)]
            compare(case, options.benchmark, options.core, features, targets, folds, runs, results)


main()
