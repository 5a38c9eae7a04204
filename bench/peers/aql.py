"""AQL's networks and its search in PyTorch: the mathematics of agents/aql, as a user of PyTorch would write it.

Reads the folder that the command line names first, which `problem-files.ts` wrote.
"""

import json
import sys
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

folder, threads, mode = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
torch.set_num_threads(threads)
problem = json.loads((folder / "problem.json").read_text())
D, K, N, M, HEAD = (problem[name] for name in ("dimensions", "bins", "proposals", "uniformCandidates", "headUnits"))
offsets = torch.arange(D) * K


def load(name: str, shape: list[int]) -> torch.Tensor:
    return torch.from_numpy(np.fromfile(folder / f"{name}.f32", dtype=np.float32).reshape(shape))


data = {name: load(name, shape) for name, shape in problem["inputs"].items()}


def rows_of(name: str) -> torch.Tensor:
    """An input of actions as rows of the tables."""
    return data[name].long() + offsets


def unflatten(vector: torch.Tensor) -> dict[str, torch.Tensor]:
    arrays, start = {}, 0
    for spec in problem["parameters"]:
        size = int(np.prod(spec["shape"]))
        arrays[spec["name"]] = vector[start : start + size].reshape(spec["shape"]).clone()
        start += size
    return arrays


def dense(p, name, x):
    return torch.addmm(p[f"{name}/b"], x, p[f"{name}/W"])


def embed(p, observation):
    return F.relu(dense(p, "embedding", observation))


def critic(p, embedding, rows):
    hidden = F.relu(dense(p, "critic/state", embedding) + F.embedding_bag(rows, p["critic/action"], mode="sum"))
    return (hidden @ p["critic/output"] + p["critic/bias"]).squeeze(1)


def proposal_base(p, embedding):
    first = F.relu(dense(p, "proposal/trunk1", embedding))
    return dense(p, "proposal/base", F.relu(dense(p, "proposal/trunk2", first))).view(-1, D, HEAD)


def sample(p, base, noise):
    """Proposals in order of the sub-actions, by inverse CDF: [B, N, D] rows of the tables."""
    prefix = torch.zeros(base.shape[0], N, HEAD)
    chosen = []
    for d in range(D):
        own = slice(d * K, (d + 1) * K)
        hidden = F.relu(base[:, d, None] + prefix)
        cumulative = torch.softmax(hidden @ p["proposal/head"][:, own] + p["proposal/headBias"][own], -1).cumsum(-1)
        rows = (cumulative[..., :-1] <= noise[:, :, d, None]).sum(-1) + d * K
        prefix = prefix + p["proposal/prefix"][rows]
        chosen.append(rows)
    return torch.stack(chosen, -1)


def score(p, state, action):
    """Q of [b, n] candidates: state [b, H] or [b, 1, H], action [b or 1, n, H]."""
    return (F.relu(state[:, None] + action) @ p["critic/output"]).squeeze(-1) + p["critic/bias"]


def search(p, observation, noise, uniform_rows, chunk):
    """The best of N proposals and M uniform candidates at each state, some states at a time to stay in the cache."""
    embedding = embed(p, observation)
    proposals = sample(p, proposal_base(p, embedding), noise)
    state = dense(p, "critic/state", embedding)
    uniform = F.embedding_bag(uniform_rows, p["critic/action"], mode="sum")[None]
    best = []
    for start in range(0, len(state), chunk):
        part = slice(start, start + chunk)
        rows = proposals[part]
        own = F.embedding_bag(rows.flatten(0, 1), p["critic/action"], mode="sum").view(*rows.shape[:2], -1)
        q = torch.cat([score(p, state[part], own), score(p, state[part], uniform)], 1)
        index = q.argmax(1)
        from_own = rows.gather(1, index.clamp(max=N - 1)[:, None, None].expand(-1, 1, D)).squeeze(1)
        from_uniform = uniform_rows[(index - N).clamp(min=0)]
        best.append(torch.where((index < N)[:, None], from_own, from_uniform))
    return torch.cat(best)
