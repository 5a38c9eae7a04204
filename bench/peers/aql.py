"""AQL's networks and its search in PyTorch: the mathematics of agents/aql, as a user of PyTorch would write it."""

import json
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F


class Problem:
    """Sizes, inputs and parameters: problem.json and NAME.f32 in a folder, as `problem-files.ts` writes them."""

    def __init__(self, folder: str):
        self.folder = Path(folder)
        self.sizes = json.loads((self.folder / "problem.json").read_text())
        names = ("dimensions", "bins", "proposals", "uniformCandidates", "headUnits")
        self.D, self.K, self.N, self.M, self.HEAD = (self.sizes[name] for name in names)
        self.offsets = torch.arange(self.D) * self.K
        self.data = {name: self.load(name, shape) for name, shape in self.sizes["inputs"].items()}

    def load(self, name: str, shape: list[int]) -> torch.Tensor:
        return torch.from_numpy(np.fromfile(self.folder / f"{name}.f32", dtype=np.float32).reshape(shape))

    def rows_of(self, name: str) -> torch.Tensor:
        """An input of actions as rows of the tables."""
        return self.data[name].long() + self.offsets

    def parameters(self) -> dict[str, torch.Tensor]:
        arrays, start = {}, 0
        for spec in self.sizes["parameters"]:
            size = int(np.prod(spec["shape"]))
            arrays[spec["name"]] = self.data["parameters"][start : start + size].reshape(spec["shape"]).clone()
            start += size
        return arrays

    def proposal_base(self, p, embedding):
        first = F.relu(dense(p, "proposal/trunk1", embedding))
        return dense(p, "proposal/base", F.relu(dense(p, "proposal/trunk2", first))).view(-1, self.D, self.HEAD)

    def sample(self, p, base, noise):
        """Proposals in order of the sub-actions, by inverse CDF: [B, N, D] rows of the tables."""
        prefix = torch.zeros(base.shape[0], self.N, self.HEAD)
        chosen = []
        for d in range(self.D):
            own = slice(d * self.K, (d + 1) * self.K)
            hidden = F.relu(base[:, d, None] + prefix)
            logits = hidden @ p["proposal/head"][:, own] + p["proposal/headBias"][own]
            cumulative = torch.softmax(logits, -1).cumsum(-1)
            rows = (cumulative[..., :-1] <= noise[:, :, d, None]).sum(-1) + d * self.K
            prefix = prefix + p["proposal/prefix"][rows]
            chosen.append(rows)
        return torch.stack(chosen, -1)

    def search(self, p, observation, noise, uniform_rows, chunk):
        """The best of N proposals and M uniform candidates at each state, some states at a time for the cache's sake."""
        embedding = embed(p, observation)
        proposals = self.sample(p, self.proposal_base(p, embedding), noise)
        state = dense(p, "critic/state", embedding)
        uniform = F.embedding_bag(uniform_rows, p["critic/action"], mode="sum")[None]
        best = []
        for start in range(0, len(state), chunk):
            part = slice(start, start + chunk)
            rows = proposals[part]
            own = F.embedding_bag(rows.flatten(0, 1), p["critic/action"], mode="sum").view(*rows.shape[:2], -1)
            q = torch.cat([score(p, state[part], own), score(p, state[part], uniform)], 1)
            index = q.argmax(1)
            from_own = rows.gather(1, index.clamp(max=self.N - 1)[:, None, None].expand(-1, 1, self.D)).squeeze(1)
            from_uniform = uniform_rows[(index - self.N).clamp(min=0)]
            best.append(torch.where((index < self.N)[:, None], from_own, from_uniform))
        return torch.cat(best)


def dense(p, name, x):
    return torch.addmm(p[f"{name}/b"], x, p[f"{name}/W"])


def embed(p, observation):
    return F.relu(dense(p, "embedding", observation))


def critic(p, embedding, rows):
    hidden = F.relu(dense(p, "critic/state", embedding) + F.embedding_bag(rows, p["critic/action"], mode="sum"))
    return (hidden @ p["critic/output"] + p["critic/bias"]).squeeze(1)


def score(p, state, action):
    """Q of [b, n] candidates: state [b, H], action [b or 1, n, H]."""
    return (F.relu(state[:, None] + action) @ p["critic/output"]).squeeze(-1) + p["critic/bias"]
