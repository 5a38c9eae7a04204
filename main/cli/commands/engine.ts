import { z } from 'zod';
import { installable, type Installable } from '../../../contracts/engines.ts';
import { installEngine } from '../../lab/engines/install.ts';
import { enginesFolder, useEnginesOf } from '../../lab/engines/folder.ts';
import { surveyEngine } from '../../lab/engines/survey.ts';
import { dataFolder } from '../../runs/data-folder.ts';
import { commonOptions, defineCommand } from '../command.ts';
import { interruptible } from '../interrupt.ts';
import { unknownName } from '../nearest.ts';
import { formatBytes } from '../quantities.ts';

/** Between two words of progress. */
const WORD_EVERY_BYTES = 25e6;

export const engineCommand = defineCommand({
  id: 'engine',
  summary: 'Fetch an engine that is not part of the workbench: TensorFlow, for NVIDIA cards (cuda).',
  args: [
    { name: 'WHAT', description: '`install`' },
    { name: 'PACKAGE', description: '`tfjs-node-gpu` (about 400 MB, for CUDA), or `tfjs-node` for the processor' },
  ],
  options: z.strictObject(commonOptions),
  examples: ['aql-workbench engine install tfjs-node-gpu'],
  async run({ args, options, output }) {
    const [what, name] = args as [string, string];
    if (what !== 'install') throw unknownName('thing to do with an engine', what, ['install']);
    if (!installable.includes(name as Installable)) throw unknownName('package', name, installable);
    useEnginesOf(dataFolder(options.data));
    output.note(`Fetching ${name} into ${enginesFolder()} …`);
    const work = async (signal: AbortSignal) => {
      let told = 0;
      const onProgress = (bytes: number) => {
        output.event({ type: 'installing', package: name, bytes });
        if (bytes < told + WORD_EVERY_BYTES) return;
        told = bytes;
        output.note(`${formatBytes(bytes)} so far`);
      };
      await installEngine(name as Installable, { signal, onProgress });
      const { availability } = await surveyEngine({ engine: 'cuda', config: null });
      const isHere = 'device' in availability;
      const words = isHere ? `on ${availability.device} (${availability.version})` : availability.reason;
      output.result({ type: 'engine', engine: 'cuda', ok: isHere, ...availability }, `Engine cuda: ${words}`);
      return isHere ? 0 : 1;
    };
    return interruptible(output, work, 'Ending the installation.');
  },
});
