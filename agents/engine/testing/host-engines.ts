import type { Engine } from '../engine.ts';
import { onnxCpu } from '../onnx-cpu.ts';
import { reference } from '../reference.ts';

/** The engines that every machine has, and that are quick to compile. */
export const hostEngines: readonly Engine[] = [onnxCpu, reference];
