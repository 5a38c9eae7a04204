import type { ArmStreamFrame } from '../../../contracts/arm-api.ts';
import { WorkbenchError } from '../../../contracts/errors.ts';
import { ArmService, type ArmSession } from '../../arm/host/arm-service.ts';
import { listSerialPorts } from '../../arm/links/serial-ports.ts';
import { dataFolder } from '../../runs/data-folder.ts';
import type { ArmOptions } from './options.ts';

/** What a person means by `--arm`, `--address` and `--baud`. @throws WorkbenchError `bad-config` if no port is meant */
export async function connectionOf({ arm, address, baud }: ArmOptions) {
  return { arm, address: address ?? (await onlyAdapter()), baud_bps: baud };
}

/**
 * Does some work with an arm of this process, and parks and releases it at the end, whatever happened.
 * @param receive every frame
 */
export async function withArm<T>(
  { data }: ArmOptions,
  receive: (frame: ArmStreamFrame) => void,
  work: (arm: ArmSession) => Promise<T>,
): Promise<T> {
  const service = new ArmService({ dataFolder: dataFolder(data) });
  const session = service.connect();
  session.subscribe(async (frame) => receive(frame));
  try {
    return await work(session);
  } finally {
    await service.close();
  }
}

async function onlyAdapter(): Promise<string> {
  const adapters = (await listSerialPorts()).filter(({ usb }) => usb !== null);
  if (adapters.length === 1) return adapters[0]!.path;
  const found = adapters.map(({ path }) => path).join(', ') || 'none';
  throw new WorkbenchError(
    'bad-config',
    `One USB adapter was looked for, and found: ${found}.`,
    'Say which one with --address, or try --address virtual:so101.',
  );
}
