import type { Connection, FoundServo } from '../../../contracts/arm-api.ts';
import type { ArmDescription } from '../../../contracts/arm-description.ts';
import { servosOf } from '../arms/describe-arm.ts';
import { openBus } from '../bus/open-bus.ts';
import type { ServoBus } from '../bus/servo-bus.ts';
import type { Clock } from '../clock.ts';
import type { openLink } from '../links/open-link.ts';

interface BusOptions {
  readonly clock: Clock;
  readonly openLink: typeof openLink;
}

/** Opens the bus that an arm's servos would be on, for as long as the work takes. @throws as link, bus and work do */
async function onBus<T>(
  arm: ArmDescription,
  { address, baud_bps }: Connection,
  { clock, openLink }: BusOptions,
  work: (bus: ServoBus) => Promise<T>,
): Promise<T> {
  const link = await openLink(address, baud_bps);
  try {
    return await work(await openBus(link, servosOf(arm)[0]!.protocol, { clock }));
  } finally {
    await link.close();
  }
}

/** The servos that answer, in order of id. */
export function scanServos(arm: ArmDescription, connection: Connection, options: BusOptions): Promise<FoundServo[]> {
  return onBus(arm, connection, options, async (bus) =>
    (await bus.scan()).map(({ id, model }) => ({ id, model: model?.title ?? null })),
  );
}

/** Gives a servo another id; no other may have it. */
export function changeServoId(
  arm: ArmDescription,
  connection: Connection,
  ids: readonly [from: number, to: number],
  options: BusOptions,
): Promise<void> {
  return onBus(arm, connection, options, (bus) => bus.changeId(...ids));
}
