import type { RunSummary } from '../../contracts/lab-api.ts';
import { formatMilliseconds } from './quantities.ts';

type Computed = Pick<RunSummary, 'config' | 'engines' | 'pace'>;

/** What computes a run, or did last: `onnx-cpu`, or `onnx-webgpu, acts on onnx-cpu`; before its first session what was asked for. */
export function enginesInWords({ config, engines }: Computed): string {
  if (!engines) return config.engine;
  const { learning, acting } = engines;
  return learning === acting ? learning : `${learning}, acts on ${acting}`;
}

/** What was asked for, if another engine computes it: `auto`, or one that failed. */
export function askedEngine({ config, engines }: Computed): string | null {
  return engines && engines.learning !== config.engine ? config.engine : null;
}

/** `1.25 ms an update`; empty before the first. */
export function paceInWords({ pace }: Computed): string {
  return pace ? `${formatMilliseconds(pace.update_ms)} an update` : '';
}
