"""Covey and the reference in turns on one core: every repetition of one is followed by one of the other. Prints all JSON lines to
RESULTS.jsonl and the medians of the paired ratios, by processor time, which other work on the machine changes least."""
import argparse
import json
import os
import statistics
import subprocess
import sys


def side(command, core, environment):
    return subprocess.Popen(
        ["taskset", "-c", str(core)] + command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        env=environment)


def turn(process):
    """One repetition of one side, while the other waits."""
    process.stdin.write("\n")
    process.stdin.flush()
    line = process.stdout.readline()
    if not line:
        sys.exit(f"{process.args[3]} ended with status {process.wait()} before its turn was over")
    return json.loads(line)


def compare(case, covey, peer, repetitions, core, results):
    environment = dict(os.environ, OMP_NUM_THREADS="1", MKL_NUM_THREADS="1")
    sides = [side(command + ["--paced", "--repetitions", str(repetitions)], core, environment) for command in (covey, peer)]
    rates = []
    for repetition in range(repetitions + 1):
        pair = [turn(process) for process in sides]
        for line in pair:
            results.write(json.dumps(line) + "\n")
        if repetition > 0:
            rates.append([line["work"] / line["cpu_seconds"] for line in pair])
            print(f"  {case} {repetition}/{repetitions}: {rates[-1][0]:.0f} and {rates[-1][1]:.0f}", file=sys.stderr)
    results.flush()
    for process in sides:
        process.stdin.close()
        process.wait()
    ours, theirs = zip(*rates)
    ratios = [a / b for a, b in rates]
    inputs = pair[0].get("inputs", {})
    return {
        "case": case, "unit": pair[0]["unit"], "covey": statistics.median(ours), "reference": statistics.median(theirs),
        "ratio": statistics.median(ratios), "least": min(ratios), "most": max(ratios), "pairs": len(ratios), "inputs": inputs,
        "processor": pair[0]["processor"], "versions": [line["versions"] for line in pair],
    }


def network_alone(arguments, ours):
    """The generator's network in PyTorch and nothing besides: its tokens are those that ours makes of the same materials."""
    trace = arguments.results + ".tokens.safetensors"
    subprocess.run([arguments.benchmark, "trace-generator"] + ours + ["--out", trace], check=True)
    return [sys.executable, os.path.join(os.path.dirname(os.path.abspath(__file__)), "generator.py"), trace, "--speed"]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--benchmark", required=True, help="the covey-benchmark program")
    parser.add_argument("--cases", required=True, help="with commas between")
    parser.add_argument("--wren", help="data set of structures")
    parser.add_argument("--wren-target")
    parser.add_argument("--roost", help="data set of compositions")
    parser.add_argument("--roost-target")
    parser.add_argument("--cgcnn", help="data set of structures with graphs 12@8 and the structures themselves")
    parser.add_argument("--cgcnn-target")
    parser.add_argument("--cgcnn-elements", default="cgcnn92")
    parser.add_argument("--table", help="table of structures")
    parser.add_argument("--structure", default="cif")
    parser.add_argument("--elements", default="matscholar200")
    parser.add_argument("--repetitions", type=int, default=5)
    parser.add_argument("--materials", type=int, default=4096)
    parser.add_argument("--core", type=int, default=0)
    parser.add_argument("--results", default="comparison.jsonl")
    arguments = parser.parse_args()

    peer = [sys.executable, os.path.join(os.path.dirname(os.path.abspath(__file__)), "peer.py")]
    summaries = []
    with open(arguments.results, "w") as results:
        for case in arguments.cases.split(","):
            if case in ("featurise", "graphs"):
                ours, theirs = [arguments.table, "--structure", arguments.structure], []
            elif case == "train-generator":
                ours, theirs = [arguments.wren, "--materials", str(arguments.materials)], []
            elif case == "screen":
                # Ours predicts the whole data set; the reference as many of it as it can in the same time.
                ours = [arguments.wren]
                theirs = ["--target", arguments.wren_target, "--materials", str(max(arguments.materials // 8, 1)), "--elements", arguments.elements]
            else:
                kind = case.split("-")[1]
                data, target, elements = {
                    "wren": (arguments.wren, arguments.wren_target, arguments.elements),
                    "roost": (arguments.roost, arguments.roost_target, arguments.elements),
                    "cgcnn": (arguments.cgcnn, arguments.cgcnn_target, arguments.cgcnn_elements),
                }[kind]
                ours = [data, "--target", target, "--materials", str(arguments.materials)]
                theirs = ["--elements", elements]
                # The reference's CGCNN learns its element vectors, the thesis's Wren and Roost do not.
                if kind == "cgcnn":
                    ours.append("--trainable-embeddings")
            reference = network_alone(arguments, ours) if case == "train-generator" else peer + [case] + ours + theirs
            summaries.append(compare(case, [arguments.benchmark, case] + ours, reference, arguments.repetitions, arguments.core, results))

    print(f"{'case':15} {'covey/s':>9} {'reference/s':>12} {'ratio':>7}  (median of the pairs, least to most)")
    for one in summaries:
        print(
            f"{one['case']:15} {one['covey']:9.0f} {one['reference']:12.0f} {one['ratio']:7.2f}  "
            f"({one['pairs']} pairs, {one['least']:.2f} to {one['most']:.2f})")
    for one in summaries:
        print(f"{one['case']}: " + ", ".join(f"{key} {value}" for key, value in sorted(one["inputs"].items())))
    for place, name in enumerate(("covey", "reference")):
        versions = {key: value for one in summaries for key, value in one["versions"][place].items()}
        print(f"{name}: " + ", ".join(f"{key} {value}" for key, value in sorted(versions.items())))
    print(f"one core of {summaries[0]['processor']}")
    print(f"every repetition: {arguments.results}")


if __name__ == "__main__":
    main()
