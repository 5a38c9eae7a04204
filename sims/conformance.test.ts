import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Random } from '../contracts/random.ts';
import { actionSpecSchema, observationSize, observationSpecSchema } from '../contracts/spec.ts';
import type { StepType } from '../contracts/time-step.ts';
import { createEnvironment, type Environment } from './environment.ts';
import { Physics } from './physics/physics.ts';
import { tasks } from './tasks/index.ts';

const RANDOM_STEPS = 10_000;

/** A copy of a time step, to keep. */
interface Snapshot {
  readonly stepType: StepType;
  readonly observation_t: Float32Array;
  readonly reward_t: number;
  readonly discount_t: number;
}

function randomAction({ action }: Environment, random: Random): number[] {
  return action.map(({ bins }) => (bins === undefined ? random.between(-1, 1) : random.integer(bins)));
}

function rollOut(environment: Environment, steps: number, actionSeed = 2): Snapshot[] {
  const random = new Random(actionSeed);
  return Array.from({ length: steps }, () => {
    const timeStep = environment.step(randomAction(environment, random));
    return { ...timeStep, observation_t: timeStep.observation_t.slice() };
  });
}

describe.each(tasks.map((task) => ({ id: task.id, task })))('$id', ({ id, task }) => {
  let environment: Environment;
  let twin: Environment;
  let records: Snapshot[];

  beforeAll(async () => {
    environment = await createEnvironment(id, {}, new Random(1));
    twin = await createEnvironment(id, {}, new Random(1));
    records = rollOut(environment, RANDOM_STEPS);
  });

  afterAll(() => {
    environment.dispose();
    twin.dispose();
  });

  it('declares valid specs and a whole number of physics steps per action', async () => {
    expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    actionSpecSchema.parse(environment.action);
    observationSpecSchema.parse(environment.observation);
    const physics = await Physics.load(task.model);
    const ratio = task.controlTimestep_s / physics.timestep_s;
    expect(ratio).toBeCloseTo(Math.round(ratio), 9);
    expect(ratio).toBeGreaterThan(0.5);
    physics.dispose();
  });

  it('has a default and a description for every setting', () => {
    task.config.parse({});
    for (const [name, field] of Object.entries(task.config.shape)) {
      expect((field as { description?: string }).description, name).toBeTruthy();
    }
  });

  it('keeps its observation spec, and every value is finite', () => {
    const size = observationSize(task.observation);
    const kept = ({ observation_t }: Snapshot) => observation_t.length === size && observation_t.every(Number.isFinite);
    expect(records.find((record) => !kept(record))).toBeUndefined();
  });

  it('varies every entry of the observation', () => {
    const first = records[0]!.observation_t;
    const varies = (value: number, i: number) => records.some(({ observation_t }) => observation_t[i] !== value);
    expect(Array.from(first, varies).indexOf(false)).toBe(-1);
  });

  it('keeps its reward bounds', () => {
    const { low, high } = task.reward;
    const kept = ({ stepType, reward_t }: Snapshot) =>
      stepType === 'first' ? reward_t === 0 : low <= reward_t && reward_t <= high;
    expect(records.find((record) => !kept(record))).toBeUndefined();
  });

  it('begins and ends episodes as promised', () => {
    let step = 0;
    const broken = records.findIndex(({ stepType, discount_t }, i) => {
      const begins = i === 0 || records[i - 1]!.stepType === 'last';
      step = begins ? 0 : step + 1;
      // Ended early: its own rules did it. At the limit: cut off, and what would follow still counts.
      const atLimit = step === task.episodeSteps;
      const ends = atLimit || discount_t === 0;
      return stepType !== (begins ? 'first' : ends ? 'last' : 'mid') || (atLimit && discount_t !== 1);
    });
    expect(broken).toBe(-1);
    expect(records.filter(({ stepType }) => stepType === 'last').length).toBeGreaterThan(1);
  });

  it('is the same bit for bit for the same seed, and another for another', async () => {
    expect(rollOut(twin, 250)).toEqual(records.slice(0, 250));
    const other = await createEnvironment(id, {}, new Random(3));
    expect(rollOut(other, 1)).not.toEqual(records.slice(0, 1));
    other.dispose();
  });

  it('shares no memory between environments', () => {
    const before = environment.timeStep.observation_t.slice();
    rollOut(twin, 10);
    expect(environment.timeStep.observation_t).toEqual(before);
    expect(environment.timeStep.observation_t.buffer).not.toBe(twin.timeStep.observation_t.buffer);
  });

  it('goes on bit for bit from a state saved in mid-episode', () => {
    environment.reset();
    rollOut(environment, 42);
    const state = structuredClone(environment.saveState());
    const { episodeReturn } = environment;
    const saved = { ...environment.timeStep, observation_t: environment.timeStep.observation_t.slice() };
    const future = rollOut(environment, task.episodeSteps + 10, 7);
    const futureReturn = environment.episodeReturn;

    expect(twin.loadState(state)).toEqual(saved);
    expect(twin.episodeReturn).toBe(episodeReturn);
    expect(rollOut(twin, task.episodeSteps + 10, 7)).toEqual(future);
    expect(twin.episodeReturn).toBe(futureReturn);
  });
});
