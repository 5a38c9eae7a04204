export { loadBest, loadCheckpoint, saveCheckpoint } from './checkpoints.ts';
export type { LoadedCheckpoint } from './checkpoints.ts';
export type { Checkpoint } from './checkpoint-folder.ts';
export { dataFolder } from './data-folder.ts';
export { exportCsv } from './export-csv.ts';
export { ReplayLog } from './replay-log.ts';
export type { Run } from './run.ts';
export { RunStore } from './run-store.ts';
export type { TensorArray, TensorData, Tensors } from './safetensors.ts';
