"""One training by Stable-Baselines3 on one thread, until the task is solved or the steps are done.

    python train_sb3.py '{"task": …, "seed": …, "algorithm": "SAC", "settings": {…}, "actionNoise": …, …}'

Prints a line of JSON at each evaluation (deterministic policy, always the same episodes). Times are those of training
alone: wall-clock, and processor time, which other programs on the machine disturb less.
"""

import json
import sys
import time

import numpy as np
import stable_baselines3
import torch
from so101_reaching import EPISODE_STEPS, Reaching
from stable_baselines3.common.callbacks import BaseCallback
from stable_baselines3.common.noise import NormalActionNoise

torch.set_num_threads(1)
job = json.loads(sys.argv[1])
FIRST_EVALUATION_SEED = 10_000


def clocks() -> np.ndarray:
    return np.array([time.perf_counter(), time.process_time()])


class Evaluations(BaseCallback):
    def __init__(self):
        super().__init__()
        self.environments = [Reaching(job["task"]) for _ in range(job["episodes"])]
        self.scores = []

    def _on_training_start(self):
        self.start = clocks()

    def _on_step(self) -> bool:
        if self.num_timesteps % job["everySteps"]:
            return True
        before = clocks()
        wall_s, cpu_s = before - self.start
        score, mean_return = self.evaluate()
        self.scores.append(score)
        row = {"environmentSteps": self.num_timesteps, "score": score, "return": mean_return}
        print(json.dumps({**row, "wall_s": wall_s, "cpu_s": cpu_s}), flush=True)
        self.start += clocks() - before
        latest = self.scores[-job["inARow"] :]
        return len(latest) < job["inARow"] or min(latest) < job["atLeast"]

    def evaluate(self) -> tuple[float, float]:
        """Share of the episodes that end in success, and their mean return; all at once."""
        first = enumerate(self.environments, FIRST_EVALUATION_SEED)
        observations = np.stack([one.reset(seed=seed)[0] for seed, one in first])
        returns = np.zeros(len(self.environments))
        for _ in range(EPISODE_STEPS):
            actions, _ = self.model.predict(observations, deterministic=True)
            steps = [one.step(action) for one, action in zip(self.environments, actions)]
            observations = np.stack([observation for observation, *_ in steps])
            returns += [reward for _, reward, *_ in steps]
        return float(np.mean([info["is_success"] for *_, info in steps])), float(np.mean(returns))


environment = Reaching(job["task"])
settings = dict(job["settings"])
if job["actionNoise"] > 0:
    size = environment.action_space.shape[0]
    settings["action_noise"] = NormalActionNoise(np.zeros(size), np.full(size, job["actionNoise"]))
algorithm = getattr(stable_baselines3, job["algorithm"])
trainer = algorithm("MlpPolicy", environment, seed=job["seed"], device="cpu", **settings)
trainer.learn(job["steps"], callback=Evaluations())
