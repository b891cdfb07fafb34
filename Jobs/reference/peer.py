"""The PyTorch reference's side of a comparison: the cases of covey-benchmark, by the same names, on the same files, as the same JSON lines."""
import argparse
import json
import sys
import time
import warnings
from functools import partial

warnings.filterwarnings("ignore")


def materials(path, target, count, structures=False):
    """The materials that covey-benchmark takes: evenly spread over the data set."""
    import h5py
    import pandas as pd

    with h5py.File(path) as file:
        all_rows = len(file["id"])
        rows = [i * all_rows // count for i in range(count)] if count < all_rows else list(range(all_rows))
        texts = lambda name: [file[name][i].decode().rstrip("\0") for i in rows]
        kind = file.attrs["representation"]
        values = file["targets"][target][:][rows]
        frame = pd.DataFrame({"material_id": texts("id"), "composition": texts("formula"), target: values})
        if structures:
            from pymatgen.core import Structure

            # Cells and positions as they are in the data set (--keep-structures).
            stored = {name: file["structures"][name][:] for name in ("cell", "element", "offset", "position")}
            sites = [slice(int(stored["offset"][i]), int(stored["offset"][i + 1])) for i in rows]
            frame["structure"] = [
                Structure(stored["cell"][i].reshape(3, 3), stored["element"][own].tolist(), stored["position"][own])
                for i, own in zip(rows, sites)
            ]
        if (kind.decode() if isinstance(kind, bytes) else kind) == "wyckoff":
            frame["protostructure"] = texts("label")
    return frame


def sizes(model):
    """Thesis sizes (tables A.1 and A.3); Roost's and CGCNN's are the class's defaults."""
    if model == "roost":
        return {}
    if model == "cgcnn":
        return dict(radius_cutoff=8.0)
    return dict(cry_heads=1, trunk_hidden=[256, 256], out_hidden=[128, 64])


def build(model, target, elements):
    tasks = {target: "regression"}
    if model == "cgcnn":
        from aviary.cgcnn.data import CrystalGraphData, collate_batch as collate_graphs
        from aviary.cgcnn.model import CrystalGraphConvNet

        network = CrystalGraphConvNet(robust=True, n_targets=[1], task_dict=tasks, elem_embedding=elements, device="cpu", **sizes(model))
        return network, partial(CrystalGraphData, task_dict=tasks, radius_cutoff=8.0, max_num_nbr=12), collate_graphs

    from aviary.roost.data import CompositionData, collate_batch as collate_compositions
    from aviary.roost.model import Roost
    from aviary.wren.data import WyckoffData, collate_batch as collate_positions
    from aviary.wren.model import Wren

    kind, data, collate = (Roost, CompositionData, collate_compositions) if model == "roost" else (Wren, WyckoffData, collate_positions)
    network = kind(robust=True, n_targets=[1], task_dict=tasks, elem_embedding=elements, device="cpu", **sizes(model))
    return network, partial(data, task_dict=tasks), collate


def model_case(arguments):
    import torch
    from torch.utils.data import DataLoader

    from aviary.data import Normalizer
    from aviary.utils import initialize_losses, initialize_optim

    torch.set_num_threads(1)
    torch.manual_seed(1)
    action, model = arguments.case.split("-")
    # Gaussians far from a distance are denormal numbers, with which some processors compute a hundred times more slowly.
    if model == "cgcnn" and not arguments.keep_denormals:
        torch.set_flush_denormal(True)
    network, data, collate = build(model, arguments.target, arguments.elements)
    if not arguments.trainable_embeddings:
        network.elem_embedding.weight.requires_grad_(False)
        if model == "wren":
            network.sym_embedding.weight.requires_grad_(False)
    frame = materials(arguments.data, arguments.target, arguments.materials, structures=model == "cgcnn")
    loader = DataLoader(data(frame), batch_size=arguments.batch, shuffle=action == "train", collate_fn=collate)
    normaliser = Normalizer()
    normaliser.fit(torch.tensor(frame[arguments.target].to_numpy()))
    losses = initialize_losses({arguments.target: "regression"}, {arguments.target: "L1"}, robust=True)
    optimiser, _ = initialize_optim(network, "AdamW", learning_rate=3e-4, weight_decay=1e-6, momentum=0.9, device="cpu")

    def repetition():
        if action == "train":
            network.evaluate(loader, losses, optimiser, {arguments.target: normaliser}, action="train")
        else:
            network.predict(loader)
        return len(frame)

    return repetition, "materials", {"torch": torch.__version__}


def screen_case(arguments):
    """A whole ensemble's predictions, one network after the other over the same loader."""
    import torch
    from torch.utils.data import DataLoader

    torch.set_num_threads(1)
    networks = [build("wren", arguments.target, arguments.elements) for _ in range(arguments.members)]
    _, data, collate = networks[0]
    frame = materials(arguments.data, arguments.target, arguments.materials)
    loader = DataLoader(data(frame), batch_size=arguments.batch, collate_fn=collate)

    def repetition():
        for network, *_ in networks:
            network.predict(loader)
        return len(frame)

    return repetition, "candidates per core", {"torch": torch.__version__}


def featurise_case(arguments):
    import pandas as pd
    import spglib
    from pymatgen.analysis.prototypes import get_protostructure_label_from_spglib
    from pymatgen.core import Structure

    texts = pd.read_csv(arguments.data, nrows=arguments.structures)[arguments.structure]

    def repetition():
        for text in texts:
            get_protostructure_label_from_spglib(Structure.from_str(text, fmt="cif"))
        return len(texts)

    return repetition, "structures", {"spglib": spglib.__version__}


def graphs_case(arguments):
    """Lists of neighbours as the reference's CGCNN makes them, of structures that are in memory."""
    import pandas as pd
    from aviary.cgcnn.data import get_structure_neighbor_info
    from importlib.metadata import version
    from pymatgen.core import Structure

    texts = pd.read_csv(arguments.data, nrows=arguments.structures)[arguments.structure]
    structures = [Structure.from_str(text, fmt="cif") for text in texts]

    def repetition():
        for structure in structures:
            get_structure_neighbor_info(structure, 8.0, 12)
        return len(structures)

    return repetition, "structures", {"pymatgen-core": version("pymatgen-core")}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("case", choices=[
        "train-wren", "infer-wren", "train-roost", "infer-roost", "train-cgcnn", "infer-cgcnn", "featurise", "graphs", "screen"])
    parser.add_argument("data")
    parser.add_argument("--target")
    parser.add_argument("--elements", default="matscholar200")
    parser.add_argument("--materials", type=int, default=4096)
    parser.add_argument("--members", type=int, default=10)
    parser.add_argument("--batch", type=int, default=128)
    parser.add_argument("--trainable-embeddings", action="store_true")
    parser.add_argument("--keep-denormals", action="store_true", help="CGCNN as it comes, with numbers too small for single precision")
    parser.add_argument("--structure")
    parser.add_argument("--structures", type=int, default=500)
    parser.add_argument("--repetitions", type=int, default=5)
    parser.add_argument("--paced", action="store_true")
    arguments = parser.parse_args()

    case = {"featurise": featurise_case, "graphs": graphs_case, "screen": screen_case}.get(arguments.case, model_case)
    repetition, unit, versions = case(arguments)
    from importlib.metadata import version

    versions["aviary-models"] = version("aviary-models")
    for number in range(arguments.repetitions + 1):
        if arguments.paced:
            sys.stdin.readline()
        wall, processor = time.perf_counter(), time.process_time()
        work = repetition()
        wall, processor = time.perf_counter() - wall, time.process_time() - processor
        line = {
            "case": arguments.case, "side": "reference", "repetition": number, "work": work, "unit": unit, "seconds": wall,
            "cpu_seconds": processor, "per_second": work / wall, "versions": versions,
        }
        print(json.dumps(line), flush=True)


if __name__ == "__main__":
    main()
