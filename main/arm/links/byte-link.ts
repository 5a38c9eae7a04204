import { WorkbenchError } from '../../../contracts/errors.ts';

/** A two-way stream of bytes to a bus of servos. */
export interface ByteLink {
  /** As a person would name it: a serial port's path, or an address. */
  readonly name: string;
  /** Bits per second on the servos' wire. */
  readonly baud_bps: number;
  /** How long an answer may take beyond its time on the wire, until the bus has measured it. */
  readonly latency_ms: number;
  /** Resolves when the system has taken the bytes. Rejects with `link-lost`, also if it does not take them in time. */
  write(bytes: Uint8Array): Promise<void>;
  onBytes(receive: (bytes: Uint8Array) => void): void;
  /** Called once, at once if it is too late: with the reason, or with null after `close`. */
  onClosed(closed: (reason: WorkbenchError | null) => void): void;
  setBaud(baud_bps: number): Promise<void>;
  close(): Promise<void>;
  /** Of a virtual arm: leads its joints to a pose, as a hand would; null lets go. */
  lead?(pose_rad: readonly number[] | null): void;
}

export function linkLost(name: string, why: string, cause?: unknown): WorkbenchError {
  return new WorkbenchError(
    'link-lost',
    `The connection to ${name} was lost: ${why}.`,
    'Check the cable and the power of the arm, then connect again.',
    { cause },
  );
}
