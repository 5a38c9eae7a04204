import type { ArmApi, ArmStreamFrame, ConnectionFrame } from '../../../contracts/arm-api.ts';
import type { ArmDescription } from '../../../contracts/arm-description.ts';
import type { PolicyNote } from '../../../contracts/arm-log.ts';
import { WorkbenchError } from '../../../contracts/errors.ts';
import type { Port } from '../../../contracts/port.ts';
import { connectArm } from '../../../contracts/rpc/arm-client.ts';
import type { Client } from '../../../contracts/rpc/client.ts';
import type { DeployedArm, Moment } from './deployed-arm.ts';

/** A host that is there tells what is connected at once, and of a calibrated arm every tick. */
const TOLD_WITHIN_ms = 5_000;

/** The arm that is connected at the arm's host, as a policy has it. */
export class RealArm implements DeployedArm {
  readonly #client: Client<ArmApi, ArmStreamFrame>;
  readonly #connected = Promise.withResolvers<void>();
  #ticked = Promise.withResolvers<void>();
  #connection: ConnectionFrame | null = null;
  #moment: Moment | null = null;
  #receive: ((moment: Moment) => void) | null = null;
  #log: string | null = null;
  #isGone = false;

  /** @param port to the arm's host, this one's alone. @param gone the host has ended, or is not there */
  constructor(port: Port, gone: () => void) {
    this.#client = connectArm(port);
    this.#client.onFrame('arm-connection', (frame) => this.#tell(frame));
    this.#client.onFrame('arm', (frame) => {
      this.#moment = frame;
      this.#ticked.resolve();
      this.#receive?.(frame);
    });
    this.#client.onClose(() => {
      this.#isGone = true;
      this.#connected.resolve();
      this.#ticked.resolve();
      gone();
    });
  }

  /** Waits until it is known what is connected, and of a calibrated arm, where it is. @throws WorkbenchError `refused` */
  async meet(): Promise<{ arm: ArmDescription; calibratedAt: string | null }> {
    await told(this.#connected.promise);
    const id = this.#connection?.arm ?? null;
    const arm = id === null ? undefined : (await this.#client.api.arms()).find((known) => known.id === id);
    if (this.#isGone || !arm)
      throw new WorkbenchError('refused', 'No arm is connected.', 'Connect one on the page Arm.');
    const { calibratedAt } = this.#connection!;
    if (calibratedAt !== null) await told(this.#ticked.promise);
    return { arm, calibratedAt };
  }

  get moment(): Moment | null {
    return this.#moment;
  }

  get log(): string | null {
    return this.#log;
  }

  onMoment(receive: ((moment: Moment) => void) | null): void {
    this.#receive = receive;
  }

  async engage(): Promise<void> {
    const { api } = this.#client;
    this.#log = (await api.logs())[0] ?? null;
    await api.begin();
    await api.engage();
  }

  async aim(targets_rad: readonly number[], note: PolicyNote | null): Promise<void> {
    await this.#client.api.policyTarget([...targets_rad], note);
  }

  alive(): void {
    void this.#client.api.alive().catch(() => {}); // What keeps the arm from moving is told by its frames.
  }

  async hold(): Promise<void> {
    await this.#client.api.hold();
  }

  /** The arm parks if this moved it last. */
  close(): void {
    this.#client.close();
  }

  #tell(frame: ConnectionFrame): void {
    const isOther = frame.arm !== this.#connection?.arm || frame.calibratedAt === null;
    this.#connection = frame;
    this.#connected.resolve();
    if (!isOther) return;
    this.#moment = null;
    this.#ticked = Promise.withResolvers();
  }
}

/** @throws WorkbenchError `no-answer` */
async function told(promise: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new WorkbenchError('no-answer', 'What drives the arm does not answer.', 'Connect the arm again.'));
    }, TOLD_WITHIN_ms);
  });
  await Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
