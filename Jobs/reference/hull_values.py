#!/usr/bin/env python3
"""Prints Tests/DiscoveryTests/HullReferenceValues.swift: entries of some elements, and what pymatgen's PhaseDiagram says of them, the elements
at zero. Needs pymatgen (PyPI); not part of the tests.
usage: hull_values.py TABLE.csv Li Mn Fe O P > HullReferenceValues.swift
       TABLE.csv: material_id, formula, formation_energy_per_atom (eV/atom)"""
import csv
import sys
import warnings

from pymatgen.analysis.phase_diagram import PDEntry, PhaseDiagram
from pymatgen.core import Composition, Element

warnings.filterwarnings("ignore")
allowed = {Element(symbol) for symbol in sys.argv[2:]}
entries = []
with open(sys.argv[1]) as table:
    for row in csv.DictReader(table):
        composition = Composition(row["formula"])
        if set(composition.elements) <= allowed:
            energy = round(float(row["formation_energy_per_atom"]), 6)
            entries.append((row["material_id"], PDEntry(composition, energy * composition.num_atoms), energy))

zeros = [PDEntry(Composition({element: 1}), 0.0) for element in sorted(allowed)]
version = __import__("importlib.metadata").metadata.version("pymatgen-core")
print(f"""// Written by Jobs/reference/hull_values.py with pymatgen-core {version}; do not edit.
/// Materials Project entries of {"-".join(sorted(e.symbol for e in allowed))} (CC BY 4.0; id, formula, formation energy in eV/atom), with pymatgen's
/// energy above hull and phase-separation energy in eV/atom.
let hullReferenceValues = \"\"\"""")
for name, entry, energy in entries:
    system = set(entry.composition.elements)
    inside = [other for _, other, _ in entries if set(other.composition.elements) <= system]
    diagram = PhaseDiagram(inside + [zero for zero in zeros if set(zero.composition.elements) <= system])
    above = diagram.get_e_above_hull(entry)
    _, separation = diagram.get_decomp_and_phase_separation_energy(entry)
    print(f"    {name} {entry.composition.reduced_formula} {energy} {above:.9f} {separation:.9f}")
print('    """')
