import type { z } from 'zod';
import {
  armApi,
  connectionSchema,
  type ArmApi,
  type ArmStreamFrame,
  type Connection,
  type ConnectionFrame,
} from '../../../contracts/arm-api.ts';
import type { ArmDescription } from '../../../contracts/arm-description.ts';
import { WorkbenchError } from '../../../contracts/errors.ts';
import { describeTwin } from '../../../sims/arms/describe-twin.ts';
import { describeScene } from '../../../sims/scene/describe-scene.ts';
import { ArmCatalogue } from '../arms/arm-catalogue.ts';
import { CalibrationStore } from '../calibration/calibration-store.ts';
import { exportToLeRobot, importFromLeRobot } from '../calibration/lerobot.ts';
import { systemClock, type Clock } from '../clock.ts';
import type { ArmController } from '../control/controller.ts';
import { openLink } from '../links/open-link.ts';
import { listSerialPorts } from '../links/serial-ports.ts';
import { servoModels } from '../servos/index.ts';
import type { Session } from '../../transport/rpc.ts';
import { poseTwin } from '../twins/pose-twin.ts';
import { TwinFiles } from '../twins/twin-files.ts';
import { virtualArms } from '../virtual/virtual-arms.ts';
import { Turns } from '../../turns.ts';
import { ArmLogs } from './arm-logs.ts';
import { changeServoId, scanServos } from './bench-work.ts';
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
  /** What became of the host before this one; null for the first. */
  readonly crash?: string | null;
}

const DISCONNECTED: ConnectionFrame = {
  kind: 'arm-connection',
  arm: null,
  address: null,
  calibratedAt: null,
  lost: null,
  warning: null,
};

/** The arm behind all windows: at most one is connected at a time. */
export class ArmService {
  readonly #options: Required<ArmServiceOptions>;
  readonly #arms: ArmCatalogue;
  readonly #twins: TwinFiles;
  readonly #calibrations: CalibrationStore;
  readonly #logs: ArmLogs;
  readonly #recordings: RecordingStore;
  readonly #windows = new Map<Commander, (frame: ArmStreamFrame) => Promise<void>>();
  #connected: ConnectedArm | null = null;
  /** As windows were told last. */
  #connection: ConnectionFrame = DISCONNECTED;
  #commander: Commander | null = null;
  /** What opens, closes or changes the arm is done one after the other. */
  readonly #turns = new Turns();

  constructor(options: ArmServiceOptions) {
    const { dataFolder, crash = null } = options;
    this.#options = { clock: systemClock, openLink, crash, ...options };
    if (crash !== null) this.#connection = { ...DISCONNECTED, lost: afterCrash(crash) };
    this.#arms = new ArmCatalogue(dataFolder);
    this.#twins = new TwinFiles(dataFolder);
    this.#tidyTwins();
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
      subscribe: (send) => {
        this.#windows.set(commander, send);
        void send(this.#connection);
      },
      close: () => this.#leave(commander),
    };
  }

  /** Parks and releases the arm where its bus still answers. */
  async close(): Promise<void> {
    await this.#turns.take(() => this.#disconnect());
  }

  readonly #shared: SharedApi = {
    arms: async () => this.#arms.list((warning) => console.error(warning)),
    saveArm: async (arm) => void (await this.#arms.save(arm)),
    removeArm: async (id) => this.#arms.remove(id),
    ownArms: async () => this.#arms.ownIds(),
    servoTypes: async () => servoModels.map(({ id, title, protocol }) => ({ id, title, protocol })),
    sendTwinPiece: async (piece) => this.#twins.write(piece),
    describeTwin,
    poseTwin,
    scene: async (id) => {
      const { twin, tool } = this.#arms.find(id);
      return describeScene(twin, tool);
    },
    ports: async () => listSerialPorts(),
    virtualArms: async () => Object.keys(virtualArms),
    scan: (given) => this.#whileFree(given, (arm, connection) => scanServos(arm, connection, this.#options)),
    changeId: (given, from, to) =>
      this.#whileFree(given, (arm, connection) => changeServoId(arm, connection, [from, to], this.#options)),

    connect: (given) =>
      this.#whileFree(given, async (arm, connection) => {
        this.#connected = await ConnectedArm.open(arm, connection, {
          ...this.#options,
          calibrations: this.#calibrations,
          logs: this.#logs,
          send: (frame) => this.#broadcast(frame),
          lost: () => void this.#turns.take(() => this.#disconnect()),
        });
      }),
    disconnect: () => this.#turns.take(() => this.#disconnect()),

    calibration: async () => this.#arm.calibration,
    calibrate: () => this.#turns.take(() => this.#arm.calibrate()),
    calibrationEvent: async (event) => this.#arm.handleCalibration(event),
    importCalibration: (json) => this.#turns.take(() => this.#arm.adopt(importFromLeRobot(this.#arm.arm, json))),
    exportCalibration: async () => {
      const { arm, calibration } = this.#arm;
      if (calibration) return exportToLeRobot(arm, calibration.joints);
      throw new WorkbenchError('refused', `The ${arm.title} is not calibrated.`, 'Calibrate it first.');
    },

    lead: async (pose_rad) => this.#arm.lead(pose_rad),

    // Whoever sees that it must stop may stop it.
    hold: async () => this.#stopped().hold(),
    damp: () => this.#stopped().damp(),
    park: () => this.#stopped().park(),
    clearFaults: async () => this.#stopped().clearFaults(),

    recordings: async () => this.#recordings.summaries(),
    logs: async () => this.#logs.names(),
    exportLog: async (name, format) => new Uint8Array(await this.#logs.export(name, format)),
    logTrack: (name) => this.#logs.track(name),
  };

  /** @throws WorkbenchError `refused` if none is connected */
  get #arm(): ConnectedArm {
    if (this.#connected) return this.#connected;
    throw new WorkbenchError('refused', 'No arm is connected.', 'Connect one first.');
  }

  /** The arm's controller, once no window moves it by what was under way. */
  #stopped(): ArmController {
    for (const commander of this.#windows.keys()) commander.stopped();
    return this.#arm.controller;
  }

  /** What an arm that cannot be read has is not known: then all stay. Nothing depends on its success. */
  #tidyTwins(): void {
    try {
      this.#twins.removeUnused(this.#arms.own(), Date.now());
    } catch (error) {
      console.error(WorkbenchError.from(error).message);
    }
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
    this.#broadcast({ ...DISCONNECTED, lost: this.#connection.lost });
  }

  #broadcast(frame: ArmStreamFrame): void {
    if (frame.kind === 'arm-connection') this.#connection = frame;
    for (const send of this.#windows.values()) void send(frame);
  }

  /** What needs the bus for itself. @throws WorkbenchError `busy` while an arm is connected */
  #whileFree<T>(
    given: z.input<typeof connectionSchema>,
    work: (arm: ArmDescription, connection: Connection) => Promise<T>,
  ): Promise<T> {
    return this.#turns.take(async () => {
      if (this.#connected) {
        const { title } = this.#connected.arm;
        throw new WorkbenchError('busy', `The ${title} is connected already.`, 'Disconnect it first.');
      }
      const connection = connectionSchema.parse(given);
      return work(this.#arms.find(connection.arm), connection);
    });
  }
}

function afterCrash(crash: string): string {
  return `What drives the arm ended unexpectedly (${crash}) and was started again. Servos hold what they were told last, or let go by their own watchdog.`;
}
