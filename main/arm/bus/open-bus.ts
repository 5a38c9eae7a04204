import { type Clock, systemClock } from '../clock.ts';
import { read } from '../codecs/requests.ts';
import type { ByteLink } from '../links/byte-link.ts';
import type { Protocol, ServoModel } from '../servos/servo-model.ts';
import { Bus } from './bus.ts';
import { Requester } from './requester.ts';
import type { ServoBus } from './servo-bus.ts';

export interface BusOptions {
  readonly clock?: Clock;
  /** Models by id, as far as they are known; the others are asked when they are first used. */
  readonly models?: ReadonlyMap<number, ServoModel>;
}

/** The last id that a servo may have, which hardly any has. */
const ECHO_PROBE_ID = 253;
const MODEL_NUMBER_ADDRESS = 3;

/**
 * The servos behind a link.
 * @throws WorkbenchError `link-lost`.
 */
export async function openBus(link: ByteLink, protocol: Protocol, options: BusOptions = {}): Promise<ServoBus> {
  const { clock = systemClock, models = new Map<number, ServoModel>() } = options;
  const requester = new Requester(link, protocol, clock);
  if (protocol !== 'dynamixel-2') requester.echoes = await hearsItself(requester);
  return new Bus(link, requester, clock, models);
}

/**
 * Whether the adapter hands back what it sends, which a Feetech answer may look like: a ping's echo is the answer of a
 * servo that has status 1. This probe's echo could only be the answer of a model that does not exist.
 */
async function hearsItself(requester: Requester): Promise<boolean> {
  const request = read(requester.codec, ECHO_PROBE_ID, MODEL_NUMBER_ADDRESS, 2);
  const probe = { request, expect: [ECHO_PROBE_ID], dataLength: 2, optional: true };
  const reply = (await requester.exchange(probe)).replies.get(ECHO_PROBE_ID);
  return reply !== undefined && Buffer.compare(reply.data, request.parameters) === 0;
}
