"""dscribe's side of `covey-benchmark describe --structure`: structures of a table to matrices, spectra or symmetry functions, the same JSON lines."""
import argparse
import csv
import gzip
import importlib.metadata
import json
import time
import warnings

warnings.filterwarnings("ignore")


def structures(path, column, count, sites):
    from pymatgen.core import Structure
    from pymatgen.io.ase import AseAtomsAdaptor

    opener = gzip.open if path.endswith(".gz") else open
    found = []
    with opener(path, "rt", newline="") as file:
        for row in csv.DictReader(file):
            atoms = AseAtomsAdaptor.get_atoms(Structure.from_str(row[column], fmt="cif"))
            if len(atoms) <= sites:
                found.append(atoms)
            if len(found) == count:
                break
    return found


def describer(name, atoms):
    from dscribe.descriptors import ACSF, CoulombMatrix, EwaldSumMatrix, SineMatrix

    kind, _, form = name.partition("-")
    if kind == "acsf":
        # The elements of each structure alone: those of all of them would make rows of tens of thousands of numbers.
        def symmetry_functions():
            for crystal in atoms:
                functions = ACSF(
                    r_cut=6, g2_params=[[1, shift] for shift in range(1, 6)], g4_params=[[0.01, 1, 1], [0.01, 1, -1], [0.01, 4, 1], [0.01, 4, -1]],
                    species=sorted(set(crystal.get_atomic_numbers().tolist())), periodic=True)
                functions.create(crystal).mean(axis=0)
        return symmetry_functions
    matrix = {"coulomb": CoulombMatrix, "ewald": EwaldSumMatrix, "sine": SineMatrix}[kind](
        n_atoms_max=64, permutation="eigenspectrum" if form == "spectrum" else "sorted_l2")
    return lambda: matrix.create(atoms)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("table")
    parser.add_argument("--structure", required=True)
    parser.add_argument("--features", required=True)
    parser.add_argument("--materials", type=int, default=200)
    parser.add_argument("--sites", type=int, default=64)
    parser.add_argument("--repetitions", type=int, default=5)
    arguments = parser.parse_args()

    atoms = structures(arguments.table, arguments.structure, arguments.materials, arguments.sites)
    describe = describer(arguments.features, atoms)
    for repetition in range(arguments.repetitions + 1):
        start, cpu = time.perf_counter(), time.process_time()
        describe()
        seconds = time.perf_counter() - start
        print(json.dumps({
            "case": "describe", "side": "dscribe", "repetition": repetition, "work": len(atoms), "unit": "structures", "seconds": seconds,
            "cpu_seconds": time.process_time() - cpu, "per_second": len(atoms) / seconds,
            "inputs": {"features": arguments.features},
            "versions": {name: importlib.metadata.version(name) for name in ("dscribe", "ase")},
        }), flush=True)


main()
