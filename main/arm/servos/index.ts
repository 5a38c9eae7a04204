import { scs0009 } from './scs0009.ts';
import type { Protocol, ServoModel } from './servo-model.ts';
import { sts3215 } from './sts3215.ts';
import { xl330M077 } from './xl330-m077.ts';
import { xl330M288 } from './xl330-m288.ts';
import { xl430W250 } from './xl430-w250.ts';

/** Every servo type that can be driven. */
export const servoModels: readonly ServoModel[] = [sts3215, scs0009, xl330M077, xl330M288, xl430W250];

/** The servo type that answers with this model number, or null. */
export function findServoModel(protocol: Protocol, modelNumber: number): ServoModel | null {
  return servoModels.find((model) => model.protocol === protocol && model.modelNumber === modelNumber) ?? null;
}
