"""AQL's decisions in PyTorch, their random numbers included."""

import torch
from aql import Problem


class Act:
    def __init__(self, problem: Problem, is_compiled: bool):
        self.problem, self.parameters = problem, problem.parameters()
        self.observation, self.noise = problem.data["observation_t"], problem.data["proposalNoise"]
        self.search = torch.compile(problem.search, dynamic=False) if is_compiled else problem.search

    def first(self, chunk: int):
        """The actions that the problem's own random numbers give."""
        rows = self.run(self.noise, self.problem.rows_of("uniformActions"), chunk)
        return {"action": (rows - self.problem.offsets).flatten().tolist()}

    def turn(self, chunk: int):
        uniform = torch.randint(self.problem.K, (self.problem.M, self.problem.D)) + self.problem.offsets
        self.run(torch.rand(self.noise.shape), uniform, chunk)

    @torch.no_grad()
    def run(self, noise, uniform_rows, chunk):
        return self.search(self.parameters, self.observation, noise, uniform_rows, chunk)
