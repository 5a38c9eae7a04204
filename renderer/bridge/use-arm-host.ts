import type { ArmApi, ArmStreamFrame } from '../../contracts/arm-api.ts';
import { hostComposables } from './host-composables.ts';

/** What components use of the arm's host. */
export const {
  key: armKey,
  useConnection: useArmConnection,
  useApi: useArmApi,
  useStream: useArmStream,
  useOnConnected: useOnArmConnected,
} = hostComposables<ArmApi, ArmStreamFrame>('the arm host');
