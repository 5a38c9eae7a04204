"""One learner update of AQL in PyTorch.

    python aql_step.py FOLDER THREADS MODE

FOLDER holds problem.json and the inputs that bench/pytorch.ts wrote there; MODE is eager or compile. Prints one JSON
line with the metrics of a first update, then answers each line on standard input by the milliseconds of one more.
"""

import json
import sys
import time

import torch
import torch.nn.functional as F
from aql import D, HEAD, K, critic, data, embed, mode, offsets, problem, proposal_base, rows_of, search, unflatten

online = {name: array.requires_grad_() for name, array in unflatten(data["parameters"]).items()}
target = unflatten(data["parameters"])
optimizer = torch.optim.Adam(online.values(), lr=data["learningRate"].item(), fused=True)
action_rows, uniform_rows = rows_of("action_t"), rows_of("uniformActions_tn")


def losses(p, td_target, best):
    q = critic(p, embed(p, data["observation_t"]), action_rows)
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
        best = search(online, data["observation_tn"], data["proposalNoise_tn"], uniform_rows, chunk)
        q_tn = critic(target, embed(target, data["observation_tn"]), best)
        td_target = data["return_t"] + data["discount_t"] * q_tn
    critic_loss, nll, entropy = losses(online, td_target, best)
    optimizer.zero_grad(set_to_none=True)
    (critic_loss + nll - problem["entropyWeight"] * entropy).backward()
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
