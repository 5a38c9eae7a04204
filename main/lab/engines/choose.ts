import { engines } from '../../../agents/engine/index.ts';
import type { EngineFinding } from '../../../contracts/engines.ts';
import type { EngineChoice, EngineId } from '../../../contracts/run.ts';
import type { Plan } from '../plan.ts';
import { PROCESSOR, choiceOf } from './choice.ts';
import { recall, remember } from './measured.ts';
import { surveyEngine } from './survey.ts';

export interface ChosenEngines {
  readonly choice: EngineChoice;
  /** What was measured and what follows, for a person; null where nothing was to be chosen. */
  readonly why: string | null;
}

/** The reference is never the fastest, and slow to measure. */
const candidates = engines.map(({ id }) => id).filter((id) => id !== 'reference');

export interface MeasureOptions {
  /** Aborting it ends the measurement, and nothing is remembered. */
  readonly signal: AbortSignal;
  /** Called before each engine is measured, which takes a while. */
  onMeasure(engine: EngineId): void;
}

/** The engines that a run asks for; of `auto` those that are fastest here at its own programs. */
export async function chooseEngines(plan: Plan, options: MeasureOptions): Promise<ChosenEngines> {
  const { engine } = plan.config;
  if (engine !== 'auto') return { choice: choiceOf(engine), why: null };
  const findings = recall(plan) ?? (await measureEngines(plan, options));
  return findings ? pick(findings) : { choice: choiceOf(PROCESSOR), why: null };
}

/**
 * Measures the run's programs on each engine and remembers: one after the other, since together they would slow each
 * other down. @returns null if it was broken off
 */
export async function measureEngines(
  plan: Plan,
  { signal, onMeasure }: MeasureOptions,
): Promise<readonly EngineFinding[] | null> {
  const findings: EngineFinding[] = [];
  for (const engine of candidates) {
    if (signal.aborted) return null;
    onMeasure(engine);
    findings.push(await surveyEngine({ engine, config: plan.config }, signal));
  }
  if (signal.aborted) return null;
  remember(plan, findings);
  return findings;
}

/** The fastest engines of those that were measured; the processor's where none was. */
export function pick(findings: readonly EngineFinding[]): ChosenEngines {
  const [learning, acting] = [ranking(findings, 'learning_ms'), ranking(findings, 'acting_ms')];
  const choice = { learning: learning[0]?.engine ?? PROCESSOR, acting: acting[0]?.engine ?? PROCESSOR };
  const missing = findings.flatMap(({ engine, availability }) =>
    'reason' in availability ? [`${engine} is not here: ${availability.reason}`] : [],
  );
  const sentences = [
    `Learning on ${choice.learning}, an update takes ${times(learning)}.`,
    `Acting on ${choice.acting}, a step takes ${times(acting)}.`,
    ...missing,
  ];
  return { choice, why: sentences.join(' ') };
}

interface Ranked {
  readonly engine: EngineId;
  readonly time_ms: number;
}

function ranking(findings: readonly EngineFinding[], figure: 'learning_ms' | 'acting_ms'): Ranked[] {
  return findings
    .flatMap(({ engine, figures }) => {
      const time_ms = figures?.[figure];
      return typeof time_ms === 'number' ? [{ engine, time_ms }] : [];
    })
    .sort((a, b) => a.time_ms - b.time_ms);
}

/** `2.1 ms (cuda 3.4 ms, onnx-webgpu 40 ms)`. */
function times([best, ...others]: readonly Ranked[]): string {
  if (!best) return 'a time that could not be measured';
  const list = others.map(({ engine, time_ms }) => `${engine} ${inWords(time_ms)}`);
  return inWords(best.time_ms) + (list.length > 0 ? ` (${list.join(', ')})` : '');
}

const inWords = (time_ms: number) => `${time_ms < 10 ? time_ms.toFixed(1) : Math.round(time_ms)} ms`;
