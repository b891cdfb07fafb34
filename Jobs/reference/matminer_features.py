"""matminer's side of `covey-benchmark describe`: the formulae of a table to Magpie's 145 features, or its structures (CIF) to the attributes of Voronoi
cells that Covey calls voronoi, the same JSON lines."""
import argparse
import csv
import gzip
import importlib.metadata
import json
import sys
import time
import warnings

warnings.filterwarnings("ignore")


def column_of(path, column, count):
    opener = gzip.open if path.endswith(".gz") else open
    with opener(path, "rt", newline="") as file:
        return [row[column] for row, _ in zip(csv.DictReader(file), range(count))]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("table")
    parser.add_argument("--formula")
    parser.add_argument("--structure")
    parser.add_argument("--materials", type=int, default=200)
    parser.add_argument("--repetitions", type=int, default=5)
    arguments = parser.parse_args()

    csv.field_size_limit(sys.maxsize)
    texts = column_of(arguments.table, arguments.structure or arguments.formula, arguments.materials)
    if arguments.structure:
        from matminer.featurizers.structure import ChemicalOrdering, MaximumPackingEfficiency, SiteStatsFingerprint, StructuralHeterogeneity
        from pymatgen.core import Structure

        parts = [
            SiteStatsFingerprint.from_preset("CoordinationNumber_ward-prb-2017"), StructuralHeterogeneity(), ChemicalOrdering(),
            MaximumPackingEfficiency(), SiteStatsFingerprint.from_preset("LocalPropertyDifference_ward-prb-2017"),
        ]
        materials, numbers = [Structure.from_str(text, fmt="cif") for text in texts], 128
        def read(material): return material
    else:
        from matminer.featurizers.composition import ElementProperty, IonProperty, Stoichiometry, ValenceOrbital
        from pymatgen.core import Composition

        parts = [
            Stoichiometry(), ElementProperty.from_preset("magpie", impute_nan=True), ValenceOrbital(props=["frac"], impute_nan=True),
            IonProperty(fast=True, impute_nan=True),
        ]
        materials, numbers, read = texts, 145, Composition
    for repetition in range(arguments.repetitions + 1):
        start, cpu = time.perf_counter(), time.process_time()
        failed = 0
        for material in materials:
            subject = read(material)
            try:
                values = [value for part in parts for value in part.featurize(subject)]
                assert len(values) == numbers
            except RuntimeError:
                # Cells that the atoms within 13 Å leave open.
                failed += 1
        seconds = time.perf_counter() - start
        print(json.dumps({
            "case": "describe", "side": "matminer", "repetition": repetition, "work": len(texts), "failed": failed, "unit": "materials", "seconds": seconds,
            "cpu_seconds": time.process_time() - cpu, "per_second": len(texts) / seconds,
            "versions": {name: importlib.metadata.version(name) for name in ("matminer", "pymatgen")},
        }), flush=True)


main()
