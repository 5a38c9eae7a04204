"""AQL's decisions in PyTorch.

    python aql_act.py FOLDER THREADS MODE

FOLDER holds problem.json and the inputs that bench/acting.ts wrote there; MODE is eager or compile. Prints one JSON
line with the actions of a first call, then answers each line on standard input by the milliseconds of one more, its
random numbers included.
"""

import json
import sys
import time

import torch
from aql import D, K, M, data, mode, offsets, rows_of, search, unflatten

parameters = unflatten(data["parameters"])
observation, noise = data["observation_t"], data["proposalNoise"]
if mode == "compile":
    search = torch.compile(search)


@torch.no_grad()
def act(noise, uniform_rows):
    return search(parameters, observation, noise, uniform_rows, len(observation))


def timed():
    start = time.perf_counter()
    act(torch.rand(noise.shape), torch.randint(K, (M, D)) + offsets)
    return (time.perf_counter() - start) * 1e3


action = act(noise, rows_of("uniformActions")) - offsets
for _ in range(5):
    timed()
print(json.dumps({"action": action.flatten().tolist()}), flush=True)
for _ in sys.stdin:
    print(timed(), flush=True)
