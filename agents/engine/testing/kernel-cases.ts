import { elementwiseCases } from './elementwise-cases.ts';
import type { KernelCase } from './kernel-case.ts';
import { structureCases } from './structure-cases.ts';

/** Every use of a kernel that engines are compared on. */
export const kernelCases: readonly KernelCase[] = [...elementwiseCases, ...structureCases];
