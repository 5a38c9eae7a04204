import type { ByteLink } from '../links/byte-link.ts';
import { linkPair } from '../links/link-pair.ts';
import type { VirtualBus } from './virtual-bus.ts';

/** A link to a virtual arm within this process. */
export function connectInProcess(virtual: VirtualBus, baud_bps = 1_000_000): ByteLink {
  const [near, far] = linkPair('virtual arm', baud_bps);
  virtual.attach(far, () => near.baud_bps);
  return near;
}
