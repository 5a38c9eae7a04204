import { existsSync } from 'node:fs';
import { platform } from 'node:os';
import { SerialPort } from 'serialport';
import { type ByteLink, linkLost } from './byte-link.ts';
import { Closing } from './closing.ts';
import { cannotOpen } from './serial-errors.ts';
import { WRITE_DEADLINE_ms, watchWrite } from './write-deadline.ts';

/** How often to look whether the port still exists: some adapters never say that they were unplugged. */
const PRESENCE_PERIOD_ms = 500;

/** FTDI's latency timer, the slowest of the usual adapters. */
const LATENCY_ms = 20;

/**
 * Opens a serial port for this process alone, 8N1.
 * @throws WorkbenchError `no-permission`, `busy`, `unknown-name` or `link-lost`, with the way out.
 */
export async function openSerial(path: string, baud_bps: number): Promise<ByteLink> {
  const port = new SerialPort({ path, baudRate: baud_bps, autoOpen: false });
  await new Promise<void>((resolve, reject) => {
    port.open((error) => (error ? reject(cannotOpen(path, error)) : resolve()));
  });
  await lowerLatency(port);
  return new SerialLink(port);
}

class SerialLink implements ByteLink {
  readonly latency_ms = LATENCY_ms;
  readonly #port: SerialPort;
  readonly #closing = new Closing();
  readonly #presence: NodeJS.Timeout;

  constructor(port: SerialPort) {
    this.#port = port;
    port.on('error', (error) => this.#lose(error.message, error));
    port.on('close', (error: Error | null) => this.#lose('it was unplugged', error));
    this.#presence = setInterval(() => void this.#checkPresence(), PRESENCE_PERIOD_ms).unref();
    this.onClosed(() => clearInterval(this.#presence));
  }

  get name(): string {
    return this.#port.path;
  }

  get baud_bps(): number {
    return this.#port.baudRate;
  }

  write(bytes: Uint8Array): Promise<void> {
    if (this.#closing.reason !== undefined) return Promise.reject(linkLost(this.name, 'it is closed'));
    return new Promise((resolve, reject) => {
      const taken = watchWrite(() => reject(this.#lose(`it took no bytes for ${WRITE_DEADLINE_ms} ms`)));
      this.#port.write(Buffer.from(bytes), undefined, (error) => {
        taken();
        if (error) reject(this.#lose(error.message, error));
        else resolve();
      });
    });
  }

  onBytes(receive: (bytes: Uint8Array) => void): void {
    this.#port.on('data', receive);
  }

  onClosed(closed: Parameters<ByteLink['onClosed']>[0]): void {
    this.#closing.onClosed(closed);
  }

  setBaud(baud_bps: number): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#port.update({ baudRate: baud_bps }, (error) => (error ? reject(cannotOpen(this.name, error)) : resolve()));
    });
  }

  close(): Promise<void> {
    this.#closing.close(null);
    return this.#release();
  }

  #lose(why: string, cause?: unknown) {
    const error = linkLost(this.name, why, cause);
    this.#closing.close(error);
    void this.#release();
    return error;
  }

  #release(): Promise<void> {
    if (!this.#port.isOpen) return Promise.resolve();
    return new Promise((resolve) => this.#port.close(() => resolve()));
  }

  async #checkPresence(): Promise<void> {
    if (!(await isPresent(this.name))) this.#lose('it was unplugged');
  }
}

async function isPresent(path: string): Promise<boolean> {
  if (platform() !== 'win32') return existsSync(path);
  return (await SerialPort.list()).some((port) => port.path === path);
}

/** Linux can shorten the latency timer of some adapters; those that cannot say so, which does no harm. */
async function lowerLatency(port: SerialPort): Promise<void> {
  if (platform() !== 'linux') return;
  // The flag is Linux's own, so that the common type does not know it.
  const flags = { dtr: true, rts: true, lowLatency: true };
  await new Promise<void>((resolve) => port.set(flags, () => resolve()));
}
