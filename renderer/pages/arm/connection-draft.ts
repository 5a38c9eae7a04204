import type { serialPortSchema } from '../../../contracts/arm-api.ts';
import type { z } from 'zod';
import { recall, remember } from '../../stores/memory.ts';

export type SerialPort = z.output<typeof serialPortSchema>;

/** What a person chooses to connect to; kept on this computer. */
export interface ConnectionDraft {
  arm: string;
  /** A port's path, an address that was typed, or that of a virtual arm. */
  address: string;
  baud_bps: number;
  rate_Hz: number;
}

const KEY = 'arm-connection';
const fresh: ConnectionDraft = { arm: 'so101', address: '', baud_bps: 1_000_000, rate_Hz: 50 };

export const recallDraft = (): ConnectionDraft => ({ ...fresh, ...recall<Partial<ConnectionDraft>>(KEY, {}) });
export const rememberDraft = (draft: ConnectionDraft): void => remember(KEY, draft);

/** A port as its USB adapter tells of itself, which stays when ports are renumbered. */
export function describePort({ manufacturer, usb }: SerialPort): string {
  if (!usb) return manufacturer ?? 'no USB adapter';
  const serial = usb.serialNumber ? `, serial ${usb.serialNumber}` : '';
  return `${manufacturer ?? 'USB'} ${usb.vendor}:${usb.product}${serial}`;
}
