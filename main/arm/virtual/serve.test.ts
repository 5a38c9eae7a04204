import { expect, it, onTestFinished } from 'vitest';
import { WorkbenchError } from '../../../contracts/errors.ts';
import { openBus } from '../bus/open-bus.ts';
import type { ServoBus } from '../bus/servo-bus.ts';
import { openLink } from '../links/open-link.ts';
import { type Served, serveOnPseudoTerminal, serveOnSocket } from './serve.ts';
import { startVirtualArm } from './virtual-arms.ts';
import type { VirtualBus } from './virtual-bus.ts';

const IDS = [1, 2, 3, 4, 5, 6];
const BAUD_bps = 1_000_000;

/** A busy machine may be too late for some answers, but not for ever. */
const PATIENCE = { timeout: 20_000 };

async function expectAll(bus: ServoBus): Promise<void> {
  await expect.poll(async () => (await bus.scan(IDS)).map(({ id }) => id), PATIENCE).toEqual(IDS);
}

async function connect(serve: (virtual: VirtualBus) => Served | Promise<Served>) {
  const virtual = await startVirtualArm('so101');
  onTestFinished(() => virtual.close());
  const served = await serve(virtual);
  onTestFinished(() => served.close());
  const bus = await openBus(await openLink(served.address, BAUD_bps), virtual.protocol);
  onTestFinished(() => bus.close());
  return { virtual, bus, served };
}

function pseudoTerminal(virtual: VirtualBus): Served | null {
  try {
    return serveOnPseudoTerminal(virtual, BAUD_bps);
  } catch (error) {
    if (error instanceof WorkbenchError && error.code === 'unsupported') return null;
    throw error;
  }
}

it('is a serial port to whoever opens it', async ({ skip }) => {
  const { bus } = await connect((virtual) => pseudoTerminal(virtual) ?? skip('this system has no pseudo-terminals'));
  await expectAll(bus);
  await expect.poll(() => bus.readFeedback(IDS), PATIENCE).not.toContain(null);
});

it('is there again for the next who opens it', async ({ skip }) => {
  const { bus, served } = await connect(
    (virtual) => pseudoTerminal(virtual) ?? skip('this system has no pseudo-terminals'),
  );
  await bus.close();
  const again = await openBus(await openLink(served.address, BAUD_bps), 'feetech-sts');
  onTestFinished(() => again.close());
  await expectAll(again);
});

it('tells that its serial port was unplugged', async ({ skip }) => {
  const { bus, served } = await connect(
    (virtual) => pseudoTerminal(virtual) ?? skip('this system has no pseudo-terminals'),
  );
  const closed = new Promise((resolve) => bus.onClosed(resolve));
  await served.close();
  expect(await closed).toMatchObject({ code: 'link-lost', message: expect.stringContaining(served.address) });
  await expect(bus.read(1, 'id')).rejects.toMatchObject({ code: 'link-lost' });
});

it('answers on a TCP port, and tells when it goes', async () => {
  const { bus, virtual } = await connect((virtual) => serveOnSocket(virtual, 0, BAUD_bps));
  await expectAll(bus);
  const closed = new Promise((resolve) => bus.onClosed(resolve));
  await virtual.unplug();
  expect(await closed).toMatchObject({ code: 'link-lost' });
});

it('says what is wrong with an address', async () => {
  await expect(openLink('tcp://nowhere', BAUD_bps)).rejects.toMatchObject({ code: 'bad-config' });
  await expect(openLink('tcp://127.0.0.1:1', BAUD_bps)).rejects.toMatchObject({ code: 'no-answer' });
  await expect(openLink('/dev/no-such-port', BAUD_bps)).rejects.toMatchObject({
    code: 'unknown-name',
    message: expect.stringContaining('/dev/no-such-port'),
  });
});
