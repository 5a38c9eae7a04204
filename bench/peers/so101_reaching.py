"""The tasks of sims/tasks/so101-reaching.ts as environments of Gymnasium, on MuJoCo's own Python package.

Same MJCF, observations, rewards, control step, episode length and success; so101-reaching.test.ts holds both to it.
"""

from pathlib import Path

import gymnasium
import mujoco
import numpy as np

MJCF = Path(__file__).parents[2] / "sims/tasks/so101-reaching.xml"
ARM = ["shoulder_pan", "shoulder_lift", "elbow_flex", "wrist_flex", "wrist_roll"]
HOME_rad = np.array([0, -0.8, 0.6, 0.7, 0])
SPREAD_rad = 0.2
JAW_SHUT_rad = -0.165
REWARD_LENGTH_m, SUCCESS_DISTANCE_m = 0.05, 0.02
CONTROL_TIMESTEP_s, EPISODE_STEPS = 0.04, 100
STEP_rad = 2 * CONTROL_TIMESTEP_s
MAX_LEAD_rad = 0.3
VELOCITY_SCALE_s, LENGTH_SCALE_1_m = 1 / 5, 5

model = mujoco.MjModel.from_xml_path(str(MJCF))
SUBSTEPS = round(CONTROL_TIMESTEP_s / model.opt.timestep)
# Each hinge has one coordinate, one velocity and a servo of its name.
Q = np.array([model.joint(name).qposadr[0] for name in ARM])
V = np.array([model.joint(name).dofadr[0] for name in ARM])
U = np.array([model.actuator(name).id for name in ARM])
JAW_Q, JAW_U = model.joint("gripper").qposadr[0], model.actuator("gripper").id
LOW, HIGH = model.jnt_range[[model.joint(name).id for name in ARM]].T
TOOL, TARGET = model.site("tool").id, model.body("target").mocapid[0]


class Reaching(gymnasium.Env):
    """`task` is so101-reach or so101-reach-anywhere; actions are speeds in [-1, 1] of five joints."""

    action_space = gymnasium.spaces.Box(-1, 1, (len(ARM),), np.float32)
    observation_space = gymnasium.spaces.Box(-np.inf, np.inf, (3 * len(ARM) + 6,), np.float32)

    def __init__(self, task: str):
        self.from_home = task == "so101-reach"
        self.data = mujoco.MjData(model)

    def reset(self, *, seed=None, options=None):
        super().reset(seed=seed)
        self.data.qpos[JAW_Q] = JAW_SHUT_rad
        self.draw_pose(LOW, HIGH, self.tool_may_be_target)
        target_m = self.data.site_xpos[TOOL].copy()
        self.draw_pose(*((HOME_rad - SPREAD_rad, HOME_rad + SPREAD_rad) if self.from_home else (LOW, HIGH)))
        self.begin(self.data.qpos.copy(), target_m)
        return self.observation(), {}

    def begin(self, qpos, target_m):
        """An episode from a pose, at rest, every servo at its goal."""
        data = self.data
        mujoco.mj_resetData(model, data)  # of the solver's warm start too
        data.qpos[:], data.mocap_pos[TARGET] = qpos, target_m
        data.ctrl[U], data.ctrl[JAW_U] = data.qpos[Q], data.qpos[JAW_Q]
        mujoco.mj_forward(model, data)
        self.steps = 0

    def step(self, action):
        data = self.data
        position = data.qpos[Q]
        low, high = np.maximum(LOW, position - MAX_LEAD_rad), np.minimum(HIGH, position + MAX_LEAD_rad)
        data.ctrl[U] = np.clip(data.ctrl[U] + action * STEP_rad, low, high)
        mujoco.mj_step(model, data, SUBSTEPS)
        mujoco.mj_kinematics(model, data)
        self.steps += 1
        distance_m = self.distance_m()
        reward = float(np.exp(-distance_m / REWARD_LENGTH_m) - distance_m)
        is_success = bool(distance_m < SUCCESS_DISTANCE_m)
        return self.observation(), reward, False, self.steps == EPISODE_STEPS, {"is_success": is_success}

    def draw_pose(self, low, high, accepts=lambda: True):
        """Until the arm is free of collision."""
        while True:
            self.data.qpos[Q] = self.np_random.uniform(low, high)
            mujoco.mj_kinematics(model, self.data)
            mujoco.mj_collision(model, self.data)
            if self.data.ncon == 0 and accepts():
                return

    def tool_may_be_target(self) -> bool:
        x, y, z = self.data.site_xpos[TOOL]
        return not self.from_home or (x > 0.12 and abs(y) < 0.25 and 0.04 < z < 0.3)

    def distance_m(self) -> float:
        return float(np.linalg.norm(self.data.mocap_pos[TARGET] - self.data.site_xpos[TOOL]))

    def observation(self) -> np.ndarray:
        data = self.data
        target_m, position = data.mocap_pos[TARGET], data.qpos[Q]
        to_target_m = target_m - data.site_xpos[TOOL]
        parts = [position, data.qvel[V] * VELOCITY_SCALE_s, data.ctrl[U] - position]
        return np.concatenate([*parts, target_m * LENGTH_SCALE_1_m, to_target_m * LENGTH_SCALE_1_m], dtype=np.float32)
