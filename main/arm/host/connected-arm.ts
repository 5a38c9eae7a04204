import type { ArmCalibration, CalibrationEvent, JointCalibration } from '../../../contracts/arm-calibration.ts';
import type { ArmStreamFrame, Connection } from '../../../contracts/arm-api.ts';
import type { PolicyNote } from '../../../contracts/arm-log.ts';
import type { ArmFrame } from '../../../contracts/arm.ts';
import type { ArmDescription } from '../../../contracts/arm-description.ts';
import { WorkbenchError } from '../../../contracts/errors.ts';
import { Twin } from '../../../sims/arms/twin.ts';
import { servosOf } from '../arms/describe-arm.ts';
import { openBus } from '../bus/open-bus.ts';
import type { ServoBus } from '../bus/servo-bus.ts';
import type { CalibrationStore } from '../calibration/calibration-store.ts';
import { storeInServos } from '../calibration/store-in-servos.ts';
import type { Clock } from '../clock.ts';
import { StaleCalibration } from '../control/check-servos.ts';
import type { ArmController } from '../control/controller.ts';
import type { ByteLink } from '../links/byte-link.ts';
import type { openLink } from '../links/open-link.ts';
import { listSerialPorts } from '../links/serial-ports.ts';
import { ArmAtWork } from './arm-at-work.ts';
import type { ArmLogs } from './arm-logs.ts';
import { CalibrationSession } from './calibration-session.ts';
import { PoseStream } from './pose-stream.ts';

export interface ConnectedArmOptions {
  readonly clock: Clock;
  readonly openLink: typeof openLink;
  readonly calibrations: CalibrationStore;
  readonly logs: ArmLogs;
  readonly send: (frame: ArmStreamFrame) => void;
  /** The link is gone, by itself: called once. */
  readonly lost: () => void;
}

/** An arm on an open link: uncalibrated, in calibration, or at work. */
export class ConnectedArm {
  readonly arm: ArmDescription;
  readonly #connection: Connection;
  readonly #serialNumber: string;
  readonly #link: ByteLink;
  readonly #bus: ServoBus;
  readonly #twin: Twin;
  readonly #options: ConnectedArmOptions;
  readonly #poses: PoseStream;
  #calibration: ArmCalibration | null = null;
  #work: ArmAtWork | null = null;
  #session: CalibrationSession | null = null;
  /** What follows a calibration that is over. */
  #ending: Promise<void> = Promise.resolve();
  #isLost = false;

  /** Opens the link, and meets the arm if it was calibrated. @throws WorkbenchError of the link, the bus or the arm */
  static async open(arm: ArmDescription, connection: Connection, options: ConnectedArmOptions): Promise<ConnectedArm> {
    const { clock } = options;
    const serialNumber = await serialNumberOf(connection.address);
    const calibration = options.calibrations.load(arm, serialNumber);
    const offsets_ticks = calibration ? arm.joints.map(({ name }) => calibration.joints[name]!.homingOffset_ticks) : [];
    const link = await options.openLink(connection.address, connection.baud_bps, offsets_ticks);
    try {
      const bus = await openBus(link, servosOf(arm)[0]!.protocol, { clock });
      const names = arm.joints.map(({ name }) => name);
      const twin = await Twin.load(arm.twin, names, arm.tool);
      const opened = new ConnectedArm(arm, connection, serialNumber, link, bus, twin, options);
      await opened.#meet(calibration);
      return opened;
    } catch (error) {
      await link.close();
      throw error;
    }
  }

  private constructor(
    arm: ArmDescription,
    connection: Connection,
    serialNumber: string,
    link: ByteLink,
    bus: ServoBus,
    twin: Twin,
    options: ConnectedArmOptions,
  ) {
    this.arm = arm;
    this.#connection = connection;
    this.#serialNumber = serialNumber;
    this.#link = link;
    this.#bus = bus;
    this.#twin = twin;
    this.#options = options;
    this.#poses = new PoseStream(twin, options.clock, options.send);
    bus.onClosed((reason) => reason && this.#lose(reason));
  }

  get calibration(): ArmCalibration | null {
    return this.#calibration;
  }

  get twin(): Twin {
    return this.#twin;
  }

  /** Whether it is calibrated and its ticks run. */
  get isAtWork(): boolean {
    return this.#work !== null;
  }

  /** @throws WorkbenchError `refused` if it is not calibrated, or in calibration */
  get controller(): ArmController {
    if (this.#work) return this.#work.controller;
    const state = this.#session ? 'in calibration' : 'not calibrated';
    throw new WorkbenchError('refused', `The ${this.arm.title} is ${state}.`, 'Calibrate it, then it can move.');
  }

  /** What a policy thought of its last target: for the log. */
  note(note: PolicyNote): void {
    this.#work?.note(note);
  }

  /** Parks an arm that moves, then begins the guided calibration. */
  async calibrate(): Promise<void> {
    await this.#stop();
    await this.#session?.close();
    this.#session = await CalibrationSession.begin(this.#bus, this.arm, this.#options.clock, {
      prompt: (prompt, shown_rad) => {
        this.#options.send({ kind: 'calibration', prompt });
        this.#poses.show(shown_rad, null);
      },
      ended: (joints) => {
        this.#ending = this.#endCalibration(joints).catch((error: Error) => this.#tell(null, error.message));
      },
    });
  }

  /** @throws WorkbenchError `refused` if there is no calibration under way */
  handleCalibration(event: CalibrationEvent): void {
    if (!this.#session) throw new WorkbenchError('refused', 'No calibration is under way.', 'Begin one first.');
    this.#session.handle(event);
  }

  /** Takes a calibration over: into the servos, the store, and into use. */
  async adopt(joints: Readonly<Record<string, JointCalibration>>): Promise<void> {
    await this.#stop();
    await storeInServos(this.#bus, this.arm, joints);
    this.#calibration = this.#options.calibrations.save(this.arm, this.#serialNumber, joints);
    await this.#start(this.#calibration);
    this.#tell(null);
  }

  /** Leads a virtual arm by hand; null lets go. @throws WorkbenchError `unsupported` */
  lead(pose_rad: readonly number[] | null): void {
    if (this.#link.lead) return this.#link.lead(pose_rad);
    throw new WorkbenchError('unsupported', `The ${this.arm.title} is no virtual arm.`, 'Lead it with your own hand.');
  }

  /** Parks, releases where the bus still answers, and closes the link. */
  async close(): Promise<void> {
    await this.#session?.close();
    await this.#ending;
    await this.#stop();
    await this.#bus.close();
    this.#twin.dispose();
  }

  /** An arm whose servos are not as they were calibrated is connected all the same: to be calibrated again. */
  async #meet(calibration: ArmCalibration | null): Promise<void> {
    try {
      if (calibration) await this.#start(calibration);
      this.#calibration = calibration;
      this.#tell(null);
    } catch (error) {
      if (!(error instanceof StaleCalibration)) throw error;
      this.#tell(null, `${error.message} ${error.remedy}`);
    }
  }

  async #endCalibration(joints: Record<string, JointCalibration> | null): Promise<void> {
    this.#session = null;
    if (joints) await this.adopt(joints);
    else await this.#meet(this.#calibration);
  }

  async #start({ joints }: ArmCalibration): Promise<void> {
    const { clock, logs } = this.#options;
    this.#work = await ArmAtWork.start(this.#bus, this.arm, joints, this.#twin, {
      clock,
      logs,
      rate_Hz: this.#connection.rate_Hz,
      frame: (frame) => {
        this.#options.send(frame);
        this.#show(frame);
      },
      warn: (message) => this.#tell(null, message),
      lost: (reason) => this.#lose(reason),
    });
  }

  #show({ joints }: ArmFrame): void {
    const sent_rad = joints.flatMap((joint) => joint.sent_rad ?? []);
    const measured_rad = joints.map((joint) => joint.measured_rad);
    this.#poses.show(measured_rad, sent_rad.length === joints.length ? sent_rad : null);
  }

  async #stop(): Promise<void> {
    await this.#work?.close();
    this.#work = null;
  }

  #lose({ message }: WorkbenchError): void {
    if (this.#isLost) return;
    this.#isLost = true;
    this.#tell(message);
    this.#options.lost();
  }

  #tell(lost: string | null, warning: string | null = null): void {
    this.#options.send({
      kind: 'arm-connection',
      arm: this.arm.id,
      address: this.#connection.address,
      calibratedAt: this.#calibration?.savedAt ?? null,
      lost,
      warning,
    });
  }
}

/** Of a port's USB adapter; what has none goes by its address. */
async function serialNumberOf(address: string): Promise<string> {
  const ports = address.startsWith('tcp:') ? [] : await listSerialPorts();
  return ports.find(({ path }) => path === address)?.usb?.serialNumber ?? address;
}
