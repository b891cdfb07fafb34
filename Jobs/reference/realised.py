"""Reads every structure of a hand-off folder with pymatgen and compares formula and space group with the label that was asked for.

usage: realised.py FOLDER      with pymatgen; prints what differs, and counts
"""
import csv, re, sys, warnings
from collections import Counter
from math import gcd
from functools import reduce
from multiprocessing import Pool
from pathlib import Path

warnings.filterwarnings("ignore")
folder = Path(sys.argv[1])


def anonymous(label):
    """Elements and their smallest whole amounts, as the label says."""
    prototype, system = label.split(":")
    amounts = [int(number or 1) for number in re.findall(r"[A-Z](\d*)", prototype.split("_")[0])]
    return dict(zip(system.split("-"), amounts))


def check(row):
    from pymatgen.core import Structure
    from pymatgen.symmetry.analyzer import SpacegroupAnalyzer

    try:
        structure = Structure.from_file(folder / row["file"])
    except Exception as error:
        return row["candidate_id"], f"unreadable: {error}"
    amounts = {str(element): round(amount) for element, amount in structure.composition.items()}
    divisor = reduce(gcd, amounts.values())
    if {element: amount // divisor for element, amount in amounts.items()} != anonymous(row["label"]):
        return row["candidate_id"], f"formula: {structure.composition.reduced_formula} of {row['label']}"
    if len(structure) != int(row["atoms"]): return row["candidate_id"], f"atoms: {len(structure)}, not {row['atoms']}"
    number = SpacegroupAnalyzer(structure, symprec=0.1, angle_tolerance=5).get_space_group_number()
    expected = int(row["label"].split("_")[2])
    return row["candidate_id"], "" if number == expected else f"space group: {number}, not {expected}"


if __name__ == "__main__":
    with open(folder / "index.csv", newline="") as file: rows = list(csv.DictReader(file))
    with Pool(2) as pool: found = pool.map(check, rows, chunksize=20)
    counts = Counter(problem.split(":")[0] or "as asked for" for _, problem in found)
    for name, problem in found:
        if problem: print(f"  {name}: {problem}")
    print(f"pymatgen read {len(rows)} structures of {folder}: " + ", ".join(f"{count} {what}" for what, count in counts.most_common()))
    sys.exit(1 if counts["unreadable"] or counts["formula"] or counts["atoms"] else 0)
