import { armApi, type ArmApi, type ArmStreamFrame } from '../../../contracts/arm-api.ts';
import { WorkbenchError } from '../../../contracts/errors.ts';
import { describeScene } from '../../../sims/scene/describe-scene.ts';
import { ArmCatalogue } from '../arms/arm-catalogue.ts';
import { CalibrationStore } from '../calibration/calibration-store.ts';
import { exportToLeRobot, importFromLeRobot } from '../calibration/lerobot.ts';
import { systemClock, type Clock } from '../clock.ts';
import { openLink } from '../links/open-link.ts';
import { listSerialPorts } from '../links/serial-ports.ts';
import type { Session } from '../../transport/rpc.ts';
import { ArmLogs } from './arm-logs.ts';
import { Commander } from './commander.ts';
import { ConnectedArm } from './connected-arm.ts';
import { RecordingStore } from './recording-store.ts';

export type ArmSession = ArmApi & Session<ArmStreamFrame>;

/** What is the same for every window; the rest moves the arm, and belongs to one window at a time (`Commander`). */
type SharedApi = Omit<ArmApi, keyof Commander>;

export interface ArmServiceOptions {
  readonly dataFolder: string;
  readonly clock?: Clock;
  readonly openLink?: typeof openLink;
}

/** The arm behind all windows: at most one is connected at a time. */
export class ArmService {
  readonly #options: Required<ArmServiceOptions>;
  readonly #arms: ArmCatalogue;
  readonly #calibrations: CalibrationStore;
  readonly #logs: ArmLogs;
  readonly #recordings: RecordingStore;
  readonly #windows = new Map<Commander, (frame: ArmStreamFrame) => Promise<void>>();
  #connected: ConnectedArm | null = null;
  #commander: Commander | null = null;
  /** What opens, closes or changes the arm is done one after the other. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(options: ArmServiceOptions) {
    this.#options = { clock: systemClock, openLink, ...options };
    const { dataFolder } = options;
    this.#arms = new ArmCatalogue(dataFolder);
    this.#calibrations = new CalibrationStore(dataFolder);
    this.#logs = new ArmLogs(dataFolder);
    this.#recordings = new RecordingStore(dataFolder);
  }

  /** The arm as one window has it. */
  connect(): ArmSession {
    const commander: Commander = new Commander(
      () => this.#arm,
      () => this.#claim(commander),
      this.#recordings,
    );
    const methods = Object.keys(armApi).map((name) => [name, (...args: never[]) => this.#call(commander, name, args)]);
    return {
      ...(Object.fromEntries(methods) as ArmApi),
      subscribe: (send) => void this.#windows.set(commander, send),
      close: () => this.#leave(commander),
    };
  }

  /** Parks and releases the arm where its bus still answers. */
  async close(): Promise<void> {
    await this.#inTurn(() => this.#disconnect());
  }

  readonly #shared: SharedApi = {
    arms: async () => this.#arms.list((warning) => console.error(warning)),
    saveArm: async (arm) => void (await this.#arms.save(arm)),
    removeArm: async (id) => this.#arms.remove(id),
    scene: async (id) => describeScene(this.#arms.find(id).twin),
    ports: async () => listSerialPorts(),

    connect: (given) =>
      this.#inTurn(async () => {
        if (this.#connected) {
          const { title } = this.#connected.arm;
          throw new WorkbenchError('busy', `The ${title} is connected already.`, 'Disconnect it first.');
        }
        const connection = armApi.connect.args.parse([given])[0];
        this.#connected = await ConnectedArm.open(this.#arms.find(connection.arm), connection, {
          ...this.#options,
          calibrations: this.#calibrations,
          logs: this.#logs,
          send: (frame) => this.#broadcast(frame),
          lost: () => void this.#inTurn(() => this.#disconnect()),
        });
      }),
    disconnect: () => this.#inTurn(() => this.#disconnect()),

    calibration: async () => this.#arm.calibration,
    calibrate: () => this.#inTurn(() => this.#arm.calibrate()),
    calibrationEvent: async (event) => this.#arm.handleCalibration(event),
    importCalibration: (json) => this.#inTurn(() => this.#arm.adopt(importFromLeRobot(this.#arm.arm, json))),
    exportCalibration: async () => {
      const { arm, calibration } = this.#arm;
      if (calibration) return exportToLeRobot(arm, calibration.joints);
      throw new WorkbenchError('refused', `The ${arm.title} is not calibrated.`, 'Calibrate it first.');
    },

    // Whoever sees that it must stop may stop it.
    hold: async () => this.#arm.controller.hold(),
    damp: () => this.#arm.controller.damp(),
    park: () => this.#arm.controller.park(),
    clearFaults: async () => this.#arm.controller.clearFaults(),

    recordings: async () => this.#recordings.summaries(),
    logs: async () => this.#logs.names(),
    exportLog: async (name, format) => new Uint8Array(await this.#logs.export(name, format)),
  };

  /** @throws WorkbenchError `refused` if none is connected */
  get #arm(): ConnectedArm {
    if (this.#connected) return this.#connected;
    throw new WorkbenchError('refused', 'No arm is connected.', 'Connect one first.');
  }

  async #call(commander: Commander, name: string, args: readonly never[]): Promise<unknown> {
    const methods = (name in commander ? commander : this.#shared) as Record<string, (...args: never[]) => unknown>;
    return methods[name]!(...args);
  }

  /** A moving arm obeys one window. @throws WorkbenchError `busy` */
  #claim(commander: Commander): void {
    const isFree = this.#commander === null || ['off', 'hold', 'damped'].includes(this.#arm.controller.mode);
    if (this.#commander !== commander && !isFree) {
      throw new WorkbenchError('busy', 'Another window moves the arm.', 'Hold the arm, then try again.');
    }
    this.#commander = commander;
  }

  /** An arm whose commander is gone, or that nobody sees any more, parks. */
  #leave(commander: Commander): void {
    this.#windows.delete(commander);
    if (this.#commander !== commander && this.#windows.size > 0) return;
    this.#commander = null;
    if (this.#connected?.isAtWork) void this.#connected.controller.park();
  }

  async #disconnect(): Promise<void> {
    const connected = this.#connected;
    this.#connected = this.#commander = null;
    await connected?.close();
  }

  #broadcast(frame: ArmStreamFrame): void {
    for (const send of this.#windows.values()) void send(frame);
  }

  #inTurn<T>(action: () => Promise<T>): Promise<T> {
    const result = this.#last.then(action);
    this.#last = result.catch(() => {});
    return result;
  }
}
