import { armApi, type ArmApi, type ArmStreamFrame } from '../arm-api.ts';
import type { Port } from '../port.ts';
import { connectApi, type Client } from './client.ts';

/** Speaks to the arm host behind `port`, which is this client's alone. */
export function connectArm(port: Port): Client<ArmApi, ArmStreamFrame> {
  return connectApi<ArmApi, ArmStreamFrame>(port, armApi, 'the arm host');
}
