/**
 * The process that holds the arm's bus, so that nothing in training, a window or a policy can delay or kill it: started
 * as a child of Node or, by Electron, as a utility process, with its settings as JSON in `process.argv[2]`.
 */
import { armApi } from '../../../contracts/arm-api.ts';
import { serveHost } from '../../transport/host-side.ts';
import { serveApi } from '../../transport/rpc.ts';
import { comeFirst } from '../come-first.ts';
import type { ArmHostSettings } from './arm-host-settings.ts';
import { ArmService } from './arm-service.ts';

comeFirst();
const settings = JSON.parse(process.argv[2]!) as ArmHostSettings;
const service = new ArmService(settings);

serveHost({
  connect: (port) => serveApi(port, armApi, service.connect()),
  shutdown: () => service.close(),
});
