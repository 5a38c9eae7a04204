"""Learner updates of AQL in PyTorch."""

import torch
import torch.nn.functional as F
from aql import Problem, critic, embed


class Learn:
    def __init__(self, problem: Problem, is_compiled: bool):
        self.problem = problem
        self.online = {name: array.requires_grad_() for name, array in problem.parameters().items()}
        self.target = problem.parameters()
        self.optimizer = torch.optim.Adam(self.online.values(), lr=problem.data["learningRate"].item(), fused=True)
        self.action_rows, self.uniform_rows = problem.rows_of("action_t"), problem.rows_of("uniformActions_tn")
        compiled = (lambda f: torch.compile(f, dynamic=False)) if is_compiled else (lambda f: f)
        self.search, self.losses = compiled(problem.search), compiled(self.losses_of)

    def first(self, chunk: int):
        """The metrics of the first update."""
        critic_loss, nll, entropy = self.turn(chunk)
        metrics = {"criticLoss": critic_loss, "proposalNll": nll, "proposalEntropy": entropy}
        return {"metrics": {name: value.item() for name, value in metrics.items()}}

    def turn(self, chunk: int):
        data = self.problem.data
        with torch.no_grad():
            noise = data["proposalNoise_tn"]
            best = self.search(self.online, data["observation_tn"], noise, self.uniform_rows, chunk)
            q_tn = critic(self.target, embed(self.target, data["observation_tn"]), best)
            td_target = data["return_t"] + data["discount_t"] * q_tn
        critic_loss, nll, entropy = self.losses(self.online, td_target, best)
        self.optimizer.zero_grad(set_to_none=True)
        (critic_loss + nll - self.problem.sizes["entropyWeight"] * entropy).backward()
        self.optimizer.step()
        return critic_loss, nll, entropy

    def losses_of(self, p, td_target, best):
        problem = self.problem
        q = critic(p, embed(p, problem.data["observation_t"]), self.action_rows)
        critic_loss = F.smooth_l1_loss(q, td_target)
        base = problem.proposal_base(p, embed(p, problem.data["observation_tn"]).detach())
        own = p["proposal/prefix"][best]
        earlier = own.cumsum(1) - own
        hidden = F.relu(base + earlier)
        heads = p["proposal/head"].view(problem.HEAD, problem.D, problem.K)
        logits = torch.einsum("bdu,udk->bdk", hidden, heads) + p["proposal/headBias"].view(problem.D, problem.K)
        log_mu = F.log_softmax(logits, -1)
        nll = -log_mu.gather(2, (best - problem.offsets)[:, :, None]).sum((1, 2)).mean()
        entropy = -(log_mu.exp() * log_mu).sum((1, 2)).mean()
        return critic_loss, nll, entropy
