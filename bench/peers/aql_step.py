"""One learner update of AQL in PyTorch: the mathematics of agents/aql, as a user of PyTorch would write it.

    python aql_step.py FOLDER THREADS MODE

FOLDER holds problem.json and the inputs that bench/pytorch.ts wrote there; MODE is eager or compile. Prints one JSON
line with the metrics of a first update, then answers each line on standard input by the milliseconds of one more.
"""

import json
import sys
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

folder, threads, mode = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
torch.set_num_threads(threads)
problem = json.loads((folder / "problem.json").read_text())
D, K, N, M = (problem[name] for name in ("dimensions", "bins", "proposals", "uniformCandidates"))
HEAD, ENTROPY_WEIGHT, LEARNING_RATE = (problem[name] for name in ("headUnits", "entropyWeight", "learningRate"))
offsets = torch.arange(D) * K


def load(name: str, shape: list[int]) -> torch.Tensor:
    return torch.from_numpy(np.fromfile(folder / f"{name}.f32", dtype=np.float32).reshape(shape))


data = {name: load(name, shape) for name, shape in problem["inputs"].items()}
actions = {name: data[name].long() + offsets for name in ("action_t", "uniformActions_tn")}


def unflatten(vector: torch.Tensor) -> dict[str, torch.Tensor]:
    arrays, start = {}, 0
    for spec in problem["parameters"]:
        size = int(np.prod(spec["shape"]))
        arrays[spec["name"]] = vector[start : start + size].reshape(spec["shape"]).clone()
        start += size
    return arrays


online = {name: array.requires_grad_() for name, array in unflatten(data["parameters"]).items()}
target = unflatten(data["parameters"])
optimizer = torch.optim.Adam(online.values(), lr=LEARNING_RATE, fused=True)


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


def losses(p, td_target, best):
    q = critic(p, embed(p, data["observation_t"]), actions["action_t"])
    critic_loss = F.smooth_l1_loss(q, td_target)
    base = proposal_base(p, embed(p, data["observation_tn"]).detach())
    own = p["proposal/prefix"][best]
    earlier = own.cumsum(1) - own
    hidden = F.relu(base + earlier)
    heads = p["proposal/head"].view(HEAD, D, K)
    logits = torch.einsum("bdu,udk->bdk", hidden, heads) + p["proposal/headBias"].view(D, K)
    log_mu = F.log_softmax(logits, -1)
    nll = -log_mu.gather(2, (best - offsets)[:, :, None]).sum((1, 2)).mean()
    entropy = -(log_mu.exp() * log_mu).sum((1, 2)).mean()
    return critic_loss, nll, entropy


if mode == "compile":
    search, losses = torch.compile(search), torch.compile(losses)


def update(chunk):
    with torch.no_grad():
        best = search(online, data["observation_tn"], data["proposalNoise_tn"], actions["uniformActions_tn"], chunk)
        q_tn = critic(target, embed(target, data["observation_tn"]), best)
        td_target = data["return_t"] + data["discount_t"] * q_tn
    critic_loss, nll, entropy = losses(online, td_target, best)
    optimizer.zero_grad(set_to_none=True)
    (critic_loss + nll - ENTROPY_WEIGHT * entropy).backward()
    optimizer.step()
    return {"criticLoss": critic_loss.item(), "proposalNll": nll.item(), "proposalEntropy": entropy.item()}


def timed(chunk):
    start = time.perf_counter()
    update(chunk)
    return (time.perf_counter() - start) * 1e3


# The compiler fuses over all states; eager code is fastest in pieces that fit the cache: the best size is searched.
metrics = update(len(data["observation_tn"]))
chunks = [len(data["observation_tn"])] if mode == "compile" else [4, 8, 16, 32, 64]
chunk = min(chunks, key=lambda size: min(timed(size) for _ in range(4)))
print(json.dumps({"metrics": metrics, "chunk": chunk, "torch": torch.__version__}), flush=True)
for _ in sys.stdin:
    print(timed(chunk), flush=True)
