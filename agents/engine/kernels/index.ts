import { activation } from './activation.ts';
import { arithmetic } from './arithmetic.ts';
import { creation } from './create.ts';
import { gathers } from './gather.ts';
import type { KernelTable } from './kernel.ts';
import { logic } from './logic.ts';
import { matrixProducts } from './matmul.ts';
import { reductions } from './reduce.ts';
import { shapes } from './shape.ts';
import { trigonometry } from './trigonometry.ts';

/** Every tfjs kernel that a compiled program may use. */
export const kernels: KernelTable = {
  ...arithmetic,
  ...trigonometry,
  ...activation,
  ...logic,
  ...reductions,
  ...shapes,
  ...creation,
  ...matrixProducts,
  ...gathers,
};
