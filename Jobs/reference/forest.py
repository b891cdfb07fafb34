"""Our forests and scikit-learn's in turns on one core, on the same features, folds and settings, with the best cuts and with drawn ones: mean
absolute error over the official folds for each seed, and core-seconds of each side. Prints a line for each run to RESULTS.jsonl and a table.

Started by Jobs/compare-forest. Needs a virtual environment of its own with scikit-learn and h5py."""
import argparse
import csv
import gzip
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time

import h5py
import numpy as np
import sklearn
from sklearn.ensemble import ExtraTreesRegressor, RandomForestRegressor

TREES = 200
# The share of the features that a cut tries, as our kinds have it, and scikit-learn's learner of the same cuts.
CUTS = {"best": (0.25, RandomForestRegressor), "drawn": (0.5, ExtraTreesRegressor)}


class Covey:
    """The other program; answers one line for each fold and seed."""

    def __init__(self, benchmark, core, directory, features, targets, folds, cuts):
        for name, values in (("features", features), ("targets", targets), ("folds", folds)):
            values.tofile(os.path.join(directory, name))
        command = ["taskset", "-c", str(core), benchmark, "grow-forest", directory, "--rows", str(len(targets)), "--trees", str(TREES),
                   "--share", str(CUTS[cuts][0]), "--cuts", cuts]
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


def peer(features, targets, folds, cuts, fold, seed):
    training, test = folds != fold, folds == fold
    share, learner = CUTS[cuts]
    model = learner(n_estimators=TREES, max_features=share, min_samples_leaf=1, n_jobs=1, random_state=seed)
    begin = time.process_time()
    model.fit(features[training], targets[training])
    middle = time.process_time()
    error = abs(model.predict(features[test]) - targets[test]).mean() if test.any() else 0.0
    return {"error": float(error), "fit": middle - begin, "predict": time.process_time() - middle}


def compare(name, benchmark, core, features, targets, folds, cuts, runs, results):
    """Runs of (fold, seed); every one of ours is followed by one of scikit-learn's."""
    pairs = []
    with tempfile.TemporaryDirectory() as directory:
        ours = Covey(benchmark, core, directory, features, targets, folds, cuts)
        for fold, seed in runs:
            pair = (ours.run(fold, seed), peer(features, targets, folds, cuts, fold, seed))
            pairs.append((seed, *pair))
            results.write(json.dumps({"case": name, "cuts": cuts, "fold": fold, "seed": seed, "covey": pair[0], "peer": pair[1]}) + "\n")
            results.flush()
        ours.end()
    seeds = sorted({seed for seed, _, _ in pairs})
    errors = [[statistics.mean(pair[side]["error"] for pair in pairs if pair[0] == seed) for seed in seeds] for side in (1, 2)]
    ratios = [theirs["fit"] / ours["fit"] for _, ours, theirs in pairs]
    seconds = [sum(pair[side]["fit"] for pair in pairs) for side in (1, 2)]
    predicting = [sum(pair[side]["predict"] for pair in pairs) for side in (1, 2)]
    for side, values in zip(("covey", f"scikit-learn {sklearn.__version__}"), errors):
        print(f"{name:12} {cuts:5} {side:20} MAE by seed {' '.join(f'{value:.5g}' for value in values)}  mean {statistics.mean(values):.5g}")
    print(f"{name:12} {cuts:5} core-seconds of growing {seconds[0]:.2f} and {seconds[1]:.2f}, of predicting {predicting[0]:.3f} and {predicting[1]:.3f};"
          f" ratio of growing, median of {len(ratios)} pairs {statistics.median(ratios):.2f}, {min(ratios):.2f} to {max(ratios):.2f}")


def case(name, path):
    """Name, features, targets and folds of NAME=DATA.h5,TABLE.csv.gz: a data set with the features magpie145 and one target, and the table that
    it was made of, whose columns mbid and fold say what is tested."""
    data, table = path.split(",")
    with gzip.open(table, "rt") as file:
        fold_of = {row["mbid"]: int(row["fold"]) for row in csv.DictReader(file)}
    with h5py.File(data) as file:
        features = file["features/magpie145"][:]
        (target,) = file["targets"]
        targets = file["targets"][target][:]
        folds = np.array([fold_of[identifier.decode().rstrip("\0")] for identifier in file["id"][:]], np.int32)
    # scikit-learn would learn missing values too, by another rule.
    known = ~np.isnan(features).any(axis=1) & ~np.isnan(targets)
    print(f"{name:12} {known.sum()} of {len(known)} materials with all {features.shape[1]} features")
    return np.ascontiguousarray(features[known]), np.ascontiguousarray(targets[known]), folds[known]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("benchmark", help="the covey-benchmark program, started as `BENCHMARK grow-forest`")
    parser.add_argument("cases", nargs="+", help="NAME=DATA.h5,TABLE.csv.gz")
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--core", type=int, default=1)
    parser.add_argument("--results", default="forest.jsonl")
    options = parser.parse_args()
    os.sched_setaffinity(0, {options.core})
    with open(options.results, "a") as results:
        for word in options.cases:
            name, path = word.split("=")
            features, targets, folds = case(name, path)
            runs = [(fold, seed) for seed in range(options.seeds) for fold in sorted(set(folds.tolist()))]
            for cuts in CUTS:
                compare(name, options.benchmark, options.core, features, targets, folds, cuts, runs, results)


main()
