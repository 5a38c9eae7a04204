/** How many environments, observation entries and sub-actions a row of experience has. */
export interface ExperienceShape {
  readonly environments: number;
  readonly observationSize: number;
  readonly dimensions: number;
  /** Whether the log-probability of each action is kept; not, if left out. */
  readonly hasLogProbability?: boolean;
}

export const STEP_FIRST = 0;
export const STEP_MID = 1;
export const STEP_LAST = 2;

/**
 * Rows of experience, E environments side by side. Entry (row, e) is one time step and the action chosen at it:
 * `reward` and `discount` came with the step (they answer the action of the row before), `action` was executed from it,
 * `greedyAction` is what the agent held best there, and `logProbability`, empty unless the shape has it, is that of the
 * executed action under the policy that chose it. The action of a last step means nothing.
 */
export interface Experience {
  readonly rows: number;
  readonly shape: ExperienceShape;
  readonly observation: Float32Array;
  readonly reward: Float32Array;
  readonly discount: Float32Array;
  readonly action: Float32Array;
  readonly greedyAction: Float32Array;
  readonly logProbability: Float32Array;
  readonly stepType: Uint8Array;
}

const FIELDS = ['observation', 'reward', 'discount', 'action', 'greedyAction', 'logProbability', 'stepType'] as const;

/** Elements of each field in one row. */
function rowLengths({
  environments,
  observationSize,
  dimensions,
  hasLogProbability = false,
}: ExperienceShape): Record<(typeof FIELDS)[number], number> {
  return {
    observation: environments * observationSize,
    reward: environments,
    discount: environments,
    action: environments * dimensions,
    greedyAction: environments * dimensions,
    logProbability: hasLogProbability ? environments : 0,
    stepType: environments,
  };
}

/** Bytes of `rows` rows, all fields side by side, the widest first: every one begins aligned. */
export function experienceBytes(rows: number, shape: ExperienceShape): number {
  const { stepType, ...floats } = rowLengths(shape);
  return rows * (4 * Object.values(floats).reduce((sum, length) => sum + length, 0) + stepType);
}

/** Experience laid over `buffer`, which may be shared between threads. @throws RangeError if it is too small. */
export function experienceOver(
  buffer: ArrayBufferLike,
  rows: number,
  shape: ExperienceShape,
  byteOffset = 0,
): Experience {
  const n = rowLengths(shape);
  const place = (bytes: number): number => {
    const here = byteOffset;
    byteOffset += bytes;
    return here;
  };
  return {
    rows,
    shape,
    observation: new Float32Array(buffer, place(4 * rows * n.observation), rows * n.observation),
    reward: new Float32Array(buffer, place(4 * rows * n.reward), rows * n.reward),
    discount: new Float32Array(buffer, place(4 * rows * n.discount), rows * n.discount),
    action: new Float32Array(buffer, place(4 * rows * n.action), rows * n.action),
    greedyAction: new Float32Array(buffer, place(4 * rows * n.greedyAction), rows * n.greedyAction),
    logProbability: new Float32Array(buffer, place(4 * rows * n.logProbability), rows * n.logProbability),
    stepType: new Uint8Array(buffer, place(rows * n.stepType), rows * n.stepType),
  };
}

export function allocateExperience(rows: number, shape: ExperienceShape): Experience {
  return experienceOver(new ArrayBuffer(experienceBytes(rows, shape)), rows, shape);
}

/** Copies one row between two experiences of the same shape. */
export function copyRow(from: Experience, fromRow: number, to: Experience, toRow: number): void {
  const n = rowLengths(from.shape);
  for (const field of FIELDS) {
    const length = n[field];
    to[field].set(from[field].subarray(fromRow * length, (fromRow + 1) * length), toRow * length);
  }
}

/**
 * Fills a ring with the rows that it would hold after `rowsWritten`. `rowAt` yields the experience of absolute row
 * numbers, the oldest first.
 */
export function refillRing(ring: Experience, rowsWritten: number, rowAt: (row: number) => Experience): void {
  for (let row = Math.max(0, rowsWritten - ring.rows); row < rowsWritten; row++) {
    copyRow(rowAt(row), 0, ring, row % ring.rows);
  }
}
