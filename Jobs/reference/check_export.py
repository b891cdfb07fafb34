"""The reference with an exported member of ours: do both predict the same? Compares standardised means of materials of a data set."""
import argparse
import sys

import numpy as np
import pandas as pd
import torch
from peer import build, materials
from safetensors import safe_open
from torch.utils.data import DataLoader

TOLERANCE = 1e-5


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", choices=["wren", "roost"])
    parser.add_argument("data")
    parser.add_argument("weights")
    parser.add_argument("predictions")
    parser.add_argument("--target", required=True)
    parser.add_argument("--materials", type=int, default=2000)
    arguments = parser.parse_args()

    with safe_open(arguments.weights, "pt") as file:
        tensors = {name: file.get_tensor(name) for name in file.keys()}
        facts = file.metadata()
    network, data, collate = build(arguments.model, arguments.target, "matscholar200")
    # Tables may have other numbers of rows and columns than those of the package: the file brings its own.
    for table, first in (("elem_embedding", "embedding" if arguments.model == "roost" else "elem_embed"), ("sym_embedding", "sym_embed")):
        if f"{table}.weight" in tensors:
            setattr(network, table, torch.nn.Embedding(*tensors[f"{table}.weight"].shape))
            outputs, inputs = tensors[f"material_nn.{first}.weight"].shape
            setattr(network.material_nn, first, torch.nn.Linear(inputs, outputs))
    network.load_state_dict(tensors)
    network.double()

    frame = materials(arguments.data, arguments.target, arguments.materials)
    loader = DataLoader(data(frame), batch_size=128, collate_fn=collate)
    torch.set_default_dtype(torch.float64)
    outputs = []
    network.eval()
    with torch.no_grad():
        for inputs, *_ in loader:
            inputs = [tensor.double() if tensor.is_floating_point() else tensor for tensor in inputs]
            outputs.append(network(*inputs)[0][:, 0])
    theirs = torch.cat(outputs).numpy()
    mean, deviation = float(facts[f"{arguments.target}.mean"]), float(facts[f"{arguments.target}.deviation"])
    table = pd.read_csv(arguments.predictions, dtype={"material_id": str}).set_index("material_id")
    ours = (table.loc[frame["material_id"], "member_0"].to_numpy() - mean) / deviation
    worst = np.abs(ours - theirs).max()
    print(f"export {arguments.model}: {len(frame)} materials, the largest difference of standardised predictions is {worst:.1e}")
    sys.exit(0 if worst < TOLERANCE else f"more than {TOLERANCE:.0e}")


if __name__ == "__main__":
    main()
