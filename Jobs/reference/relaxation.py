"""How far the structures of a sandbox's table relax: volumes, and distances to the 12 nearest neighbours of atoms (of every Nth material with at most 16).

usage: relaxation.py sandbox.csv [N]
"""

import csv
import itertools
import math
import re
import statistics
import sys

NEIGHBOURS, REACH = 12, 9.0


def crystal(text):
    """The cell's vectors in Å, and the atoms' fractional coordinates, of a CIF in P 1 as covey writes it."""
    number = lambda tag: float(re.search(tag + r"\s+([-\d.]+)", text).group(1))
    a, b, c = (number("_cell_length_" + axis) for axis in "abc")
    alpha, beta, gamma = (math.radians(number("_cell_angle_" + angle)) for angle in ("alpha", "beta", "gamma"))
    x = c * math.cos(beta)
    y = c * (math.cos(alpha) - math.cos(beta) * math.cos(gamma)) / math.sin(gamma)
    cell = ((a, 0, 0), (b * math.cos(gamma), b * math.sin(gamma), 0), (x, y, math.sqrt(c * c - x * x - y * y)))
    lines = [line.strip() for line in text[text.index("_atom_site_"):].splitlines()]
    tags = [line for line in lines if line.startswith("_atom_site_")]
    places = [tags.index("_atom_site_fract_" + axis) for axis in "xyz"]
    rows = [line.split() for line in lines if line and not line.startswith(("_", "#", "loop_", "data_"))]
    return cell, [[float(row[place]) for place in places] for row in rows]


def volume(cell):
    return abs(cell[0][0] * cell[1][1] * cell[2][2])


def distances(cell, atoms):
    """Of each atom those to its nearest neighbours, ascending."""
    cross = lambda u, v: (u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0])
    heights = [volume(cell) / math.hypot(*cross(cell[(axis + 1) % 3], cell[(axis + 2) % 3])) for axis in range(3)]
    reach = [math.ceil(REACH / height) + 1 for height in heights]
    cartesian = lambda place: [sum(place[axis] * cell[axis][k] for axis in range(3)) for k in range(3)]
    images = [cartesian(image) for image in itertools.product(*(range(-n, n + 1) for n in reach))]
    points = [cartesian(atom) for atom in atoms]
    found = []
    for one in points:
        around = sorted(math.dist(one, [other[k] + image[k] for k in range(3)]) for other in points for image in images)
        found += around[1:NEIGHBOURS + 1]
    return found


def words(values, unit, scale=1):
    ordered = sorted(values)
    at = lambda share: ordered[int(share * len(ordered))] * scale
    return f"mean {statistics.mean(values) * scale:.3f}, median {at(0.5):.3f}, 5 to 95 % of materials {at(0.05):.3f} to {at(0.95):.3f}{unit}"


csv.field_size_limit(1 << 24)
ratios, changes, shifts = [], [], []
step = int(sys.argv[2]) if len(sys.argv) > 2 else 10
with open(sys.argv[1], newline="") as file:
    for number, row in enumerate(csv.DictReader(file)):
        (after, placed), (before, begun) = crystal(row["cif"]), crystal(row["cif_unrelaxed"])
        ratios.append(volume(after) / volume(before))
        if number % step or len(placed) > 16:
            continue
        pairs = list(zip(distances(after, placed), distances(before, begun)))
        changes.append(statistics.mean(abs(one - other) for one, other in pairs))
        shifts.append(statistics.mean(one - other for one, other in pairs))
print(f"{len(ratios)} materials: volume after / before: {words(ratios, '')}")
print(f"|volume after / before - 1|: {words([abs(ratio - 1) for ratio in ratios], ' %', 100)}")
print(f"{len(changes)} of them: |change of the distances to the {NEIGHBOURS} nearest|: {words(changes, ' Å')}; mean change {statistics.mean(shifts):.3f} Å")
