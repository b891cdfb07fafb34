"""What gridrdf's nearest neighbour predicts: each tested material takes the value of the training material with the smallest earth mover's distance
between their GRIDs (100 neighbours, 10 Å, bins of 0.1 Å, smearing 0.1 Å), with and without the distance of compositions under the similarity of elements.

usage: gridrdf_neighbours.py TABLE.csv[.gz] PREDICTIONS.csv TARGET SIMILARITY.csv OUT.csv
TABLE has material_id, cif and TARGET; PREDICTIONS (of covey) says by its column split who is trained on and who is tested.
"""

import csv
import gzip
import io
import sys
import time

import numpy as np
import pandas as pd
from gridrdf.composition import composition_one_hot, element_indice
from gridrdf.earth_mover_distance import _emd_cumsum_row
from gridrdf.extendRDF import calculate_rdf, get_pairwise_distances
from pyemd import emd
from pymatgen.core import Structure

table, predictions, target, similarity, out = sys.argv[1:]
csv.field_size_limit(1 << 30)
opened = gzip.open if table.endswith(".gz") else open
with opened(table, "rt") as file:
    rows = {row["material_id"]: row for row in csv.DictReader(file)}
with open(predictions) as file:
    split = {row["material_id"]: row["split"] for row in csv.DictReader(file)}
training = [name for name, part in split.items() if part == "train"]
tested = [name for name, part in split.items() if part == "test"]
structures = {name: Structure.from_str(rows[name]["cif"], fmt="cif") for name in training + tested}


def grid(structure):
    neighbours = get_pairwise_distances(structure, num_neighbours=100)
    return calculate_rdf(neighbours=neighbours, structure=structure, rdf_type="grid", max_dist=10, bin_width=0.1, smearing=0.1, normed=True)


begin = time.time()
grids = {name: np.cumsum(grid(structure), axis=-1) for name, structure in structures.items()}
seconds = time.time() - begin
print(f"{len(grids)} GRIDs, {len(grids) / seconds:.1f} a second")

element_indice()
costs = pd.read_csv(similarity, index_col="ionA")
costs = 1 / (np.log10(1 / costs + 1))
symbols = list(costs.columns)
costs = costs.values.copy(order="C")


def fractions(structure):
    amounts = structure.composition.fractional_composition.get_el_amt_dict()
    if any(symbol not in symbols for symbol in amounts):
        return None
    return np.array([amounts.get(symbol, 0.0) for symbol in symbols])


shares = {name: fractions(structure) for name, structure in structures.items()}
values = np.array([float(rows[name][target]) for name in training])
stack = np.stack([grids[name] for name in training])
pairs, seconds = 0, 0.0
with open(out, "w", newline="") as file:
    writer = csv.writer(file)
    writer.writerow(["material_id", "target", "grid_neighbour", "grid_distance", "grid_prediction", "both_neighbour", "both_distance", "both_prediction"])
    for name in tested:
        begin = time.time()
        distances = _emd_cumsum_row(np.concatenate([grids[name][None], stack]), 0, 0.1)[1:]
        seconds += time.time() - begin
        pairs += len(training)
        # A group of which nothing lies within 10 Å is not a number to gridrdf, and such a crystal has no neighbour.
        if np.isnan(grids[name]).any():
            writer.writerow([name, rows[name][target]] + [""] * 6)
            continue
        distances = np.where(np.isnan(distances), np.inf, distances)
        nearest = int(np.argmin(distances))
        line = [name, rows[name][target], training[nearest], distances[nearest], values[nearest]]
        if shares[name] is not None:
            other = np.array([np.inf if shares[one] is None else emd(shares[name], shares[one], costs) for one in training])
            both = 10 * distances + other
            nearest = int(np.argmin(both))
            line += [training[nearest], both[nearest], values[nearest]]
        else:
            line += ["", "", ""]
        writer.writerow(line)
print(f"{pairs} distances of GRIDs, {pairs / seconds:.0f} a second")
