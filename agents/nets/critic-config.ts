import { z } from 'zod';
import { units } from './units.ts';

/** The settings of a critic of `summed-critic.ts`; the widths are those of AQL's paper. */
export const criticFields = () => ({
  stateNetwork: z
    .enum(['plain', 'layer-norm', 'simba'])
    .default('plain')
    .describe(
      "What an observation passes through before the action is added: 'plain' as in AQL's paper; 'layer-norm' normalises both layers; 'simba' normalises the observation by running statistics, then passes it through residual blocks",
    ),
  residualBlocks: z.int().min(1).max(8).default(2).describe("Blocks of the state network 'simba'"),
  embeddingUnits: units.default(400).describe("Width of the state embedding (AQL's paper: 400)"),
  hiddenUnits: units.default(300).describe("Width of the critic's summed layer (AQL's paper: 300)"),
});
export type CriticConfig = z.output<z.ZodObject<ReturnType<typeof criticFields>>>;
