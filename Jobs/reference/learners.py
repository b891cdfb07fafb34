"""Our learners on features, and XGBoost's and scikit-learn's, in turns on one core, with the same settings on the same rows: the largest difference of their
predictions for the test set in deviations of the target, both mean absolute errors, and core-seconds: of ours those of the whole program from its start to the
written predictions, of the others those of standardising, learning and predicting.

Started by Jobs/compare-learners."""
import argparse
import csv
import os
import resource
import statistics
import subprocess
import tempfile
import time

import h5py
import numpy as np
import sklearn
import xgboost
from sklearn.kernel_ridge import KernelRidge
from sklearn.linear_model import Lasso, Ridge
from sklearn.neighbors import KNeighborsRegressor

ROUNDS = 300


def boosted(method):
    def learn(x, y, new):
        # Features that 32 bits can hold, as both get them; the target begins at its mean.
        parameters = dict(eta=0.1, max_depth=6, tree_method=method, base_score=0.0, nthread=1, max_bin=256)
        booster = xgboost.train(parameters, xgboost.DMatrix(x, y.astype(np.float32)), ROUNDS)
        return booster.predict(xgboost.DMatrix(new))

    return learn


def standardised(model):
    def learn(x, y, new):
        x, new = x.astype(float), new.astype(float)
        mean, deviation = x.mean(0), x.std(0)
        # A column that is constant has a rounding for a deviation.
        factor = np.where(x.max(0) > x.min(0), 1 / np.maximum(deviation, 1e-300), 0)
        x, new = (x - mean) * factor, (new - mean) * factor
        most = max(abs(x).max(), 10)
        return model.fit(x, y).predict(np.clip(new, -most, most))

    return learn


CASES = [
    ("boosted, exact", "boosted", [f"rounds={ROUNDS}", "patience=off", "method=exact"], boosted("exact")),
    ("boosted, hist", "boosted", [f"rounds={ROUNDS}", "patience=off"], boosted("hist")),
    ("ridge", "ridge", ["penalty=3"], standardised(Ridge(alpha=3))),
    ("lasso", "lasso", ["penalty=0.01"], standardised(Lasso(alpha=0.01, tol=1e-9, max_iter=100_000))),
    (
        "kernel-ridge, laplacian", "kernel-ridge", ["kernel=laplacian", "penalty=0.1", "gamma=0.01"],
        standardised(KernelRidge(alpha=0.1, kernel="laplacian", gamma=0.01)),
    ),
    (
        "kernel-ridge, squared-exponential", "kernel-ridge", ["kernel=squared-exponential", "penalty=0.1", "gamma=0.005"],
        standardised(KernelRidge(alpha=0.1, kernel="rbf", gamma=0.005)),
    ),
    (
        "neighbours, 5", "neighbours", ["distance=euclidean:features=magpie145:standardised", "neighbours=5", "weights=distance"],
        standardised(KNeighborsRegressor(5, weights="distance")),
    ),
]


def ours(covey, data, target, model, settings, folder):
    out = os.path.join(folder, "run")
    command = [covey, "train", data, "--target", target, "--model", model, "--members", "1", "--loss", "l2", "--split", "random:0.8,0.1,0.1", "--out", out]
    for setting in settings:
        command += ["--set", f"model.{setting}"]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    with open(os.path.join(out, "predictions.csv")) as file:
        rows = list(csv.DictReader(file))
    return rows, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def compare(name, covey, data, turns):
    with h5py.File(data) as file:
        features = file["features/magpie145"][:]
        (target,) = file["targets"]
        place = {identifier.decode().rstrip("\0"): row for row, identifier in enumerate(file["id"][:])}
    for title, model, settings, learn in CASES:
        seconds, theirs = [], []
        for _ in range(turns):
            with tempfile.TemporaryDirectory() as folder:
                rows, used = ours(covey, data, target, model, settings, folder)
            seconds.append(used)
            split = {part: [place[row["material_id"]] for row in rows if row["split"] == part] for part in ("train", "test")}
            y = np.array([float(row["target"]) for row in rows if row["split"] == "train"])
            truth = np.array([float(row["target"]) for row in rows if row["split"] == "test"])
            found = np.array([float(row["prediction"]) for row in rows if row["split"] == "test"])
            mean, deviation = y.mean(), y.std(ddof=1)
            begin = time.process_time()
            predicted = learn(features[split["train"]], (y - mean) / deviation, features[split["test"]])
            theirs.append(time.process_time() - begin)
            predicted = predicted * deviation + mean
        difference = abs(predicted - found).max() / deviation
        print(
            f"{name:9} {title:34} largest difference {difference:.1e} deviations; MAE {abs(found - truth).mean():.5g} and "
            f"{abs(predicted - truth).mean():.5g}; core-seconds {statistics.median(seconds):.2f} and {statistics.median(theirs):.2f}", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("covey")
    parser.add_argument("cases", nargs="+", help="NAME=DATA.h5")
    parser.add_argument("--turns", type=int, default=3)
    parser.add_argument("--core", type=int, default=0)
    options = parser.parse_args()
    os.sched_setaffinity(0, {options.core})
    print(f"scikit-learn {sklearn.__version__}, XGBoost {xgboost.__version__}")
    for word in options.cases:
        name, data = word.split("=")
        compare(name, options.covey, data, options.turns)


main()
