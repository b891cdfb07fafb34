"""The generator's network in PyTorch, with our weights and our tokens (covey-benchmark trace-generator): nats and gradients of both, in double precision here.

usage: generator.py TRACE.safetensors           how far ours are from PyTorch's; fails beyond 1e-4 of the largest value of a tensor
       generator.py TRACE.safetensors --small   prints PyTorch's numbers as they stand in Tests/ModelsTests/GeneratorReferenceTests.swift
       generator.py TRACE.safetensors --speed   trains on the trace's sequences, as covey-benchmark train-generator does: JSON lines for compare.py
"""
import argparse
import json
import math
import sys
import time

import torch
from safetensors import safe_open
from torch import nn
from torch.nn import functional

HEADS = ("elements", "symmetries", "positions")
ALLOWED_DIFFERENCE = 1e-4


class Trace:
    """What covey-benchmark trace-generator wrote."""

    def __init__(self, path):
        with safe_open(path, framework="pt") as file:
            tensors = {name: file.get_tensor(name) for name in file.keys()}
            metadata = file.metadata()
        self.heads, self.blocks = int(metadata["heads"]), metadata["blocks"].split(",")
        self.weights = {name: tensors["weights/" + name] for name in self.blocks}
        self.gradient = {name: tensors["gradient/" + name] for name in self.blocks}
        self.nats = tensors["nats"]
        whole = lambda name: tensors[name].long()
        self.starts, self.groups, self.space_groups, self.group_counts = map(whole, ("starts", "groups", "space_groups", "group_counts"))
        rows = len(self.weights["tokens"])
        index = whole("index")
        # One token more, of nothing, which sequences are padded with; rows that add nothing are one row of zeros.
        self.index = torch.cat([torch.where(index < 0, rows, index), torch.full((1, index.shape[1]), rows)])
        self.lengths = self.starts.diff()
        sites = (self.lengths - 1) // 2
        # A space group, then an element and a position for each site: elements are told by tokens 0, 2, …, 2n, positions by 1, 3, …, 2n - 1.
        self.counts = {"elements": sites + 1, "symmetries": sites, "positions": sites}
        self.firsts = {name: torch.cumsum(count, 0) - count for name, count in self.counts.items()}
        self.barred = {name: tensors[name + ".allowed"] == 0 for name in HEADS}
        self.targets = {}
        for name in HEADS:
            aims = tensors[name + ".aims"]
            if not torch.equal(aims.max(1).values, torch.ones(len(aims))): sys.exit(f"{name}: several columns are aimed at, as where sites stand in any order")
            self.targets[name] = aims.argmax(1)
        for name, first in (("elements", 0), ("symmetries", 1), ("positions", 1)):
            read = torch.cat([torch.arange(start + first, end, 2) for start, end in zip(self.starts[:-1], self.starts[1:])])
            if not torch.equal(read, whole(name + ".tokens")): sys.exit(f"{name} are told by other tokens than every second one")

    def batch(self, sequences):
        """Some sequences, padded to the longest of them."""
        lengths = self.lengths[sequences]
        longest = int(lengths.max())
        place = torch.arange(longest)
        tokens = torch.where(place < lengths[:, None], self.starts[sequences][:, None] + place, len(self.index) - 1)
        batch = {"index": self.index.index_select(0, tokens.flatten()), "longest": longest}
        own = torch.arange(len(sequences))[:, None]
        for name in HEADS:
            counts = self.counts[name][sequences]
            place = torch.arange(int(counts.max()))
            is_there = place < counts[:, None]
            rows = (self.firsts[name][sequences][:, None] + place)[is_there]
            batch[name] = {
                "tokens": (own * longest + 2 * place + (name != "elements"))[is_there], "sequences": own.expand(-1, len(place))[is_there],
                "barred": self.barred[name].index_select(0, rows), "targets": self.targets[name].index_select(0, rows),
            }
        return batch


class Generator(nn.Module):
    """x = Σ rows of a table; a causal nn.TransformerEncoder without positions of tokens; three networks that read it."""

    def __init__(self, weights, heads, dropout):
        super().__init__()
        rows, width = weights["tokens"].shape
        inner, layers = weights["layers.0.inner.weight"].shape[1], sum(name.endswith(".attention.in.weight") for name in weights)
        self.tokens = nn.EmbeddingBag(rows + 1, width, mode="sum", padding_idx=rows)
        layer = nn.TransformerEncoderLayer(width, heads, inner, dropout=dropout, activation="relu", batch_first=True, norm_first=True)
        self.encoder = nn.TransformerEncoder(layer, layers, norm=nn.LayerNorm(width), enable_nested_tensor=False)
        for layer in self.encoder.layers:
            # Dropped is of what a branch adds, as ours does, and neither of shares of attention nor within a branch: that is less work.
            layer.self_attn.dropout = 0.0
            layer.dropout = nn.Identity()
        hidden = lambda name: weights[name + ".0.weight"].shape[1]
        outputs = lambda name: weights[name + ".last.weight"].shape[1]
        self.networks = nn.ModuleDict({
            name: nn.Sequential(nn.Linear(width, hidden(name)), nn.ReLU(), nn.Linear(hidden(name), outputs(name))) for name in HEADS
        })
        self.symmetries = nn.Embedding(*weights["positions.symmetries"].shape)

    def forward(self, batch):
        """Nats of each prediction, by network."""
        longest = batch["longest"]
        x = self.tokens(batch["index"]).view(-1, longest, self.tokens.embedding_dim)
        # Padding stands behind, where causal attention does not look: no other mask is needed.
        mask = nn.Transformer.generate_square_subsequent_mask(longest, dtype=x.dtype)
        h = self.encoder(x, mask=mask, is_causal=True).flatten(0, 1)
        nats = {}
        for name in HEADS:
            own = batch[name]
            read = h.index_select(0, own["tokens"])
            if name == "positions": read = read + self.symmetries(batch["symmetries"]["targets"])
            logits = self.networks[name](read).masked_fill(own["barred"], -math.inf)
            nats[name] = functional.cross_entropy(logits, own["targets"], reduction="none")
        return nats

    def parameter(self, block):
        """PyTorch's parameter of a block of ours, as ours stands: [inputs × outputs]."""
        if block == "tokens": return self.tokens.weight[:-1], self.tokens.weight
        if block == "positions.symmetries": return self.symmetries.weight, self.symmetries.weight
        name = block.replace(".gain", ".weight")
        for ours, theirs in (("attention.in.", "self_attn.in_proj_"), ("attention.out.", "self_attn.out_proj."), ("inner.", "linear1."), ("outer.", "linear2.")):
            name = name.replace(ours, theirs)
        if name.startswith(("layers.", "norm.")): name = "encoder." + name
        else: name = "networks." + name.replace(".last.", ".2.")
        whole = dict(self.named_parameters())[name]
        return whole.T if whole.dim() == 2 else whole[None], whole

    def set(self, weights):
        with torch.no_grad():
            for name, value in weights.items():
                own, _ = self.parameter(name)
                if own.shape != value.shape: sys.exit(f"{name}: {tuple(value.shape)} of ours, {tuple(own.shape)} of PyTorch's")
                own.copy_(value)
            self.tokens.weight[-1] = 0
        known = sum(value.numel() for value in weights.values()) + self.tokens.embedding_dim
        if known != sum(value.numel() for value in self.parameters()): sys.exit("PyTorch's network has other parameters than ours")

    def gradient(self, name):
        _, whole = self.parameter(name)
        if name == "tokens": return whole.grad[:-1]
        if name == "positions.symmetries": return whole.grad
        return whole.grad.T if whole.dim() == 2 else whole.grad[None]


def reference(trace, weights):
    """Nats [materials × 4], and the network with the gradient of the mean over materials of their sum."""
    network = Generator(trace.weights, trace.heads, 0.0).double()
    network.set({name: value.double() for name, value in weights.items()})
    batch = trace.batch(torch.arange(len(trace.lengths)))
    nats = network(batch)
    sequences = torch.stack([
        torch.zeros(len(trace.lengths), dtype=torch.double).index_add(0, batch[name]["sequences"], nats[name]) for name in HEADS
    ], 1)
    # Half a material more than was met of each group.
    groups = -torch.log((trace.group_counts.double() + 0.5) / (trace.group_counts.double() + 0.5).sum())
    rows = []
    for material, space_group in enumerate(trace.space_groups.tolist()):
        own = sequences[trace.groups[material]:trace.groups[material + 1]]
        # A material is each of its equivalent sequences; parts are their mean, and what several are worth goes to the positions.
        logarithms = torch.log_softmax(-own.sum(1), 0)
        parts = (logarithms.exp()[:, None] * own).sum(0)
        gain = (logarithms.exp() * logarithms).sum()
        rows.append(torch.stack([groups[space_group - 1], parts[0], parts[1], parts[2] + gain]))
    result = torch.stack(rows)
    result.sum(1).mean().backward()
    return result.detach(), network


def compare(trace):
    nats, network = reference(trace, trace.weights)
    found = {f"nats, {name}": (trace.nats[:, place], nats[:, place]) for place, name in enumerate(("group",) + HEADS)}
    found |= {f"gradient of {name}": (trace.gradient[name], network.gradient(name)) for name in trace.blocks}
    worst = 0.0
    for name, (ours, theirs) in found.items():
        largest = float(theirs.abs().max())
        difference = float((ours.double() - theirs).abs().max()) / largest
        worst = max(worst, difference)
        print(f"{name:42} largest {largest:10.3e}   difference {difference:8.1e} of it")
    print(f"{len(trace.nats)} materials, {len(trace.lengths)} sequences, {int(trace.starts[-1])} tokens: largest difference {worst:.1e}")
    if not worst <= ALLOWED_DIFFERENCE: sys.exit(f"more than {ALLOWED_DIFFERENCE:.0e}")


def formula(trace):
    """The weights of covey-benchmark trace-generator --formula-weights, made here."""
    weights = {}
    for number, name in enumerate(trace.blocks):
        shape = trace.weights[name].shape
        place = torch.arange(shape.numel(), dtype=torch.double)
        weights[name] = (0.3 * torch.sin(0.7 * (place * place) + number)).float().reshape(shape)
        if not torch.allclose(weights[name], trace.weights[name], rtol=0, atol=1e-7): sys.exit(f"{name}: weights of another formula; --formula-weights?")
    return weights


def small(trace):
    nats, network = reference(trace, formula(trace))
    print("    static let nats: [[Double]] = [")
    for row in nats.tolist(): print("        [" + ", ".join(f"{value:.7f}" for value in row) + "],")
    print("    ]")
    print("    static let gradients: [String: (norm: Double, product: Double)] = [")
    for name in trace.blocks:
        values = network.gradient(name).flatten()
        product = (values * torch.cos(torch.arange(len(values), dtype=torch.double))).sum()
        print(f'        "{name}": ({float(values.norm()):.7e}, {float(product):.7e}),')
    print("    ]")


def batches(trace, arguments):
    order = torch.randperm(len(trace.lengths))
    if not arguments.alike: return order.split(arguments.batch)
    parts = order[trace.lengths[order].argsort()].split(arguments.batch)
    return [parts[place] for place in torch.randperm(len(parts))]


def speed(trace, arguments):
    torch.set_num_threads(1)
    torch.set_flush_denormal(True)
    torch.manual_seed(1)
    if len(trace.lengths) != len(trace.nats): sys.exit("training sees one sequence of a material: a trace without --equivalent")
    network = Generator(trace.weights, trace.heads, arguments.dropout)
    network.set(trace.weights)
    optimiser = torch.optim.AdamW(network.parameters(), lr=2e-3, weight_decay=0.5, fused=True)
    padded = 0
    for number in range(arguments.repetitions + 1):
        if arguments.paced: sys.stdin.readline()
        wall, processor = time.perf_counter(), time.process_time()
        for sequences in batches(trace, arguments):
            batch = trace.batch(sequences)
            optimiser.zero_grad(set_to_none=True)
            nats = network(batch)
            (sum(own.sum() for own in nats.values()) / len(sequences)).backward()
            optimiser.step()
            padded += len(batch["index"])
        wall, processor = time.perf_counter() - wall, time.process_time() - processor
        print(json.dumps({
            "case": "train-generator", "side": "reference", "repetition": number, "work": len(trace.lengths), "unit": "materials", "seconds": wall,
            "cpu_seconds": processor, "per_second": len(trace.lengths) / wall, "versions": {"torch": torch.__version__},
            "inputs": {"tokens": int(trace.starts[-1]), "with_padding": padded // (number + 1)},
        }), flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("trace")
    parser.add_argument("--small", action="store_true")
    parser.add_argument("--speed", action="store_true")
    parser.add_argument("--batch", type=int, default=64)
    parser.add_argument("--alike", action="store_true", help="batches of sequences of about one length, which need hardly any padding")
    parser.add_argument("--dropout", type=float, default=0.3)
    parser.add_argument("--repetitions", type=int, default=5)
    parser.add_argument("--paced", action="store_true")
    arguments = parser.parse_args()
    trace = Trace(arguments.trace)
    if arguments.speed: speed(trace, arguments)
    elif arguments.small: small(trace)
    else: compare(trace)


if __name__ == "__main__":
    main()
