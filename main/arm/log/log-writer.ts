import { createWriteStream, type WriteStream } from 'node:fs';
import type { PolicyNote } from '../../../contracts/arm-log.ts';
import type { ArmFrame } from '../../../contracts/arm.ts';
import { encodeMessage } from '../../../contracts/rpc/codec.ts';
import { tickOf, type LogHeader } from './log-record.ts';

/**
 * Appends what an arm does to a file: records of MessagePack, each after its length (uint32, little-endian). Writing
 * never makes a tick wait.
 */
export class ArmLogWriter {
  readonly #stream: WriteStream;
  #hasFailed = false;

  /** @param failed is told once if the file cannot be written: the arm goes on without a log */
  constructor(file: string, header: LogHeader, failed: (error: Error) => void) {
    this.#stream = createWriteStream(file, { flags: 'wx' });
    this.#stream.on('error', (error) => {
      this.#hasFailed = true;
      failed(error);
    });
    this.#append(header);
  }

  /** @param note of the policy that moves it, where it has decided since the last tick */
  add(frame: ArmFrame, note: PolicyNote | null = null): void {
    if (!this.#hasFailed) this.#append(tickOf(frame, note));
  }

  close(): Promise<void> {
    if (this.#hasFailed) return Promise.resolve();
    return new Promise((resolve) => {
      this.#stream.once('close', resolve);
      this.#stream.end();
    });
  }

  #append(record: object): void {
    const body = encodeMessage(record);
    const length = Buffer.alloc(4);
    length.writeUInt32LE(body.length);
    this.#stream.write(Buffer.concat([length, body]));
  }
}
