"""matminer's side of `covey-benchmark describe`: the formulae of a table to Magpie's 145 features, the same JSON lines."""
import argparse
import csv
import gzip
import importlib.metadata
import json
import time
import warnings

warnings.filterwarnings("ignore")


def formulae(path, column, count):
    opener = gzip.open if path.endswith(".gz") else open
    with opener(path, "rt", newline="") as file:
        return [row[column] for row, _ in zip(csv.DictReader(file), range(count))]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("table")
    parser.add_argument("--formula", required=True)
    parser.add_argument("--materials", type=int, default=200)
    parser.add_argument("--repetitions", type=int, default=5)
    arguments = parser.parse_args()

    from matminer.featurizers.composition import ElementProperty, IonProperty, Stoichiometry, ValenceOrbital
    from pymatgen.core import Composition

    parts = [
        Stoichiometry(), ElementProperty.from_preset("magpie", impute_nan=True), ValenceOrbital(props=["frac"], impute_nan=True),
        IonProperty(fast=True, impute_nan=True),
    ]
    texts = formulae(arguments.table, arguments.formula, arguments.materials)
    for repetition in range(arguments.repetitions + 1):
        start, cpu = time.perf_counter(), time.process_time()
        for text in texts:
            composition = Composition(text)
            values = [value for part in parts for value in part.featurize(composition)]
            assert len(values) == 145
        seconds = time.perf_counter() - start
        print(json.dumps({
            "case": "describe", "side": "matminer", "repetition": repetition, "work": len(texts), "unit": "materials", "seconds": seconds,
            "cpu_seconds": time.process_time() - cpu, "per_second": len(texts) / seconds,
            "versions": {name: importlib.metadata.version(name) for name in ("matminer", "pymatgen")},
        }), flush=True)


main()
