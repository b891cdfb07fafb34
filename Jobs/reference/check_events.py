"""Reads event files as TensorBoard does and compares every scalar with a run's log.jsonl.

usage: check_events.py BOARD LOG [--follow FILE]
"""
import argparse
import json
import pathlib
import struct
import time

from tensorboard.backend.event_processing import event_accumulator, plugin_event_multiplexer
from tensorboard.util import tensor_util


def single(value):
    """A number as event files have it."""
    return struct.unpack("f", struct.pack("f", value))[0]


def expected(line):
    """The scalars of an epoch of the log."""
    tags = {f"loss/{key}": line[key] for key in ("train_loss", "val_loss") if key in line}
    tags |= {f"formation_energy_per_atom/{key}": line[key] for key in ("train_mae", "val_mae", "test_mae") if key in line}
    tags |= {f"training/{key}": line[key] for key in ("learning_rate", "seconds", "cpu_seconds", "validation_seconds")}
    tags["training/materials_per_second"] = line["crystals"] / line["seconds"]
    return {tag: single(value) for tag, value in tags.items()}


def log_scalars(path):
    """{(member, tag): [(epoch, value)]}; of an epoch that was done twice the later line counts."""
    latest = {}
    for text in pathlib.Path(path).read_text().splitlines():
        line = json.loads(text)
        if line["event"] == "epoch":
            latest[line["member"], line["epoch"]] = expected(line)
    series = {}
    for (member, epoch), tags in sorted(latest.items()):
        for tag, value in tags.items():
            series.setdefault((member, tag), []).append((epoch, value))
    return series


def differences(found, log, reader):
    wrong = 0
    for (member, tag), points in log.items():
        # Times of epochs that were done twice are those of the later one in the files; a reader that saw the earlier one keeps it.
        steps = [step for step, _ in found(member, tag)]
        values = [value for _, value in found(member, tag)]
        if steps != [epoch for epoch, _ in points]:
            print(f"{reader}: member {member}, {tag}: steps {steps}")
            wrong += 1
        elif values != [value for _, value in points] and not (reader == "following" and "seconds" in tag or "per_second" in tag):
            print(f"{reader}: member {member}, {tag}: other values")
            wrong += 1
    return wrong


parser = argparse.ArgumentParser()
parser.add_argument("board")
parser.add_argument("log")
parser.add_argument("--follow", help="look on until this file is there")
arguments = parser.parse_args()

multiplexer = plugin_event_multiplexer.EventMultiplexer(tensor_size_guidance={"scalars": 0}, purge_orphaned_data=True)
looks = 0
while arguments.follow:
    is_last = pathlib.Path(arguments.follow).exists()
    multiplexer.AddRunsFromDirectory(arguments.board)
    multiplexer.Reload()
    looks += 1
    if is_last:
        break
    time.sleep(0.5)

log = log_scalars(arguments.log)


def fresh(member, tag):
    return [(event.step, event.value) for event in accumulators[member].Scalars(tag)]


def followed(member, tag):
    return [(event.step, float(tensor_util.make_ndarray(event.tensor_proto))) for event in multiplexer.Tensors(f"member-{member:03}", tag)]


accumulators = {}
for member in sorted({member for member, _ in log}):
    accumulators[member] = event_accumulator.EventAccumulator(
        f"{arguments.board}/member-{member:03}", size_guidance={event_accumulator.SCALARS: 0})
    accumulators[member].Reload()
    tags = {tag for number, tag in log if number == member}
    if set(accumulators[member].Tags()["scalars"]) != tags:
        raise SystemExit(f"member {member} has the tags {accumulators[member].Tags()['scalars']}, the log has {sorted(tags)}")

wrong = differences(fresh, log, "fresh")
if arguments.follow:
    wrong += differences(followed, log, "following")
points = sum(len(series) for series in log.values())
print(f"{len(accumulators)} members, {len(log)} curves, {points} points" + (f", {looks} looks while it ran" if looks else "") + f": {wrong} differ")
raise SystemExit(1 if wrong or not points else 0)
