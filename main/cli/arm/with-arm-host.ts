import type { ArmApi, ArmStreamFrame } from '../../../contracts/arm-api.ts';
import { WorkbenchError } from '../../../contracts/errors.ts';
import type { Port } from '../../../contracts/port.ts';
import { connectArm } from '../../../contracts/rpc/arm-client.ts';
import type { Client } from '../../../contracts/rpc/client.ts';
import type { ArmHostSettings } from '../../arm/host/arm-host-settings.ts';
import { dataFolder } from '../../runs/data-folder.ts';
import { HostProcess } from '../../transport/host-process.ts';
import { launchNode } from '../../transport/launch-host.ts';
import { ARM_HOST } from '../window-files.ts';
import type { ArmOptions } from './options.ts';

export interface ArmHost {
  readonly arm: Client<ArmApi, ArmStreamFrame>;
  /** One more way to it. */
  connect(): Port;
}

/** Does some work with an arm in a process of its own, which parks and releases it at the end, whatever happened. */
export async function withArmHost<T>({ data }: ArmOptions, work: (host: ArmHost) => Promise<T>): Promise<T> {
  const settings: ArmHostSettings = { dataFolder: dataFolder(data), crash: null };
  const host = new HostProcess(launchNode({ file: ARM_HOST, settings }, process.execPath));
  const connect = () => {
    const port = host.connect();
    if (port) return port;
    throw new WorkbenchError('link-lost', 'What drives the arm has ended.', 'Look at the arm, then try again.');
  };
  try {
    return await work({ arm: connectArm(connect()), connect });
  } finally {
    await host.end();
  }
}
