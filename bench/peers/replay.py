"""Plays given actions from given starts: JSON of a task and its episodes in, JSON of what came of them out."""

import json
import sys

import numpy as np
from so101_reaching import Reaching

job = json.load(sys.stdin)
environment = Reaching(job["task"])


def play(episode):
    environment.begin(episode["qpos"], episode["target_m"])
    steps = [environment.step(np.array(action)) for action in episode["actions"]]
    return {
        "observations": [observation.tolist() for observation, *_ in steps],
        "rewards": [reward for _, reward, *_ in steps],
        "successes": [info["is_success"] for *_, info in steps],
        "lasts": [truncated for *_, truncated, _ in steps],
    }


print(json.dumps([play(episode) for episode in job["episodes"]]))
