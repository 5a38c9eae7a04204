import type { LabApi } from '../../contracts/lab-api.ts';
import type { StreamFrame } from '../../contracts/stream.ts';
import { hostComposables } from './host-composables.ts';

/** What components use of the lab. */
export const {
  key: labKey,
  useConnection,
  useApi: useLab,
  useStream,
  useOnConnected,
} = hostComposables<LabApi, StreamFrame>('the lab');
