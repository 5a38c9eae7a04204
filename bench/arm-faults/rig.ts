import { rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { ArmFrame } from '../../contracts/arm.ts';
import type { ConnectionFrame } from '../../contracts/arm-api.ts';
import { so101 } from '../../main/arm/arms/so101.ts';
import { exportToLeRobot } from '../../main/arm/calibration/lerobot.ts';
import { factoryCalibration } from '../../main/arm/control/testing/factory-calibration.ts';
import { serveOnPseudoTerminal } from '../../main/arm/virtual/serve.ts';
import { setFault } from '../../main/arm/virtual/set-fault.ts';
import type { FaultCase } from '../../main/arm/virtual/testing/fault-cases.ts';
import { startVirtualArm } from '../../main/arm/virtual/virtual-arms.ts';
import type { VirtualBus } from '../../main/arm/virtual/virtual-bus.ts';
import { untilOnTime } from '../../main/arm/virtual/warm-up.ts';
import { armOptions } from '../../main/cli/arm/options.ts';
import { withArmHost, type ArmHost } from '../../main/cli/arm/with-arm-host.ts';
import { withTemporaryFolder } from '../temporary-folder.ts';
import { JointWatch } from './joint-watch.ts';

const BAUD_bps = 1_000_000;
const ASKS_EVERY_ms = 5;
const CALIBRATION = exportToLeRobot(so101, factoryCalibration(so101));

/** A virtual arm behind a pseudo-terminal, and an arm's host to connect it to. */
export class Rig {
  readonly host: ArmHost;
  readonly virtual: VirtualBus;
  readonly joints: JointWatch;
  connection: ConnectionFrame | null = null;
  frame: ArmFrame | null = null;
  /** Always the same, as a real adapter is known again: a link to the pseudo-terminal. */
  readonly #address: string;

  constructor(host: ArmHost, virtual: VirtualBus, folder: string) {
    this.#address = join(folder, 'port');
    this.host = host;
    this.virtual = virtual;
    this.joints = new JointWatch(virtual);
    this.#plugIn();
    host.arm.onFrame('arm', (frame) => void (this.frame = frame));
    host.arm.onFrame('arm-connection', (frame) => void (this.connection = frame));
  }

  get api() {
    return this.host.arm.api;
  }

  /** As a person does it; an arm that is known at this address needs no calibration. */
  async connect(): Promise<void> {
    await this.api.connect({ arm: so101.id, address: this.#address });
  }

  async connectCalibrated(): Promise<void> {
    await this.connect();
    await this.api.importCalibration(CALIBRATION);
    await this.until(() => this.frame !== null);
    await this.api.clearFaults();
  }

  begin({ begins }: FaultCase): void {
    if (begins === 'unplug') void this.virtual.unplug();
    else setFault(this.virtual.faults, begins);
  }

  end({ ends }: FaultCase): void {
    if (ends === 'unplug') this.#plugIn();
    else setFault(this.virtual.faults, ends);
  }

  #plugIn(): void {
    rmSync(this.#address, { force: true });
    symlinkSync(serveOnPseudoTerminal(this.virtual, BAUD_bps).address, this.#address);
  }

  /** @returns whether it came to be so within that time. */
  async until(isSo: () => boolean, atMost_ms = 10_000): Promise<boolean> {
    const end_ms = performance.now() + atMost_ms;
    while (!isSo() && performance.now() < end_ms) await delay(ASKS_EVERY_ms);
    return isSo();
  }

  /** Faults, and whatever else the arm's host tells of itself. */
  get told(): string {
    const { lost, warning } = this.connection ?? {};
    const causes = this.frame?.faults.map(({ cause }) => cause) ?? [];
    return [...causes, lost, warning].find((words) => words) ?? '';
  }
}

export async function withRig<T>(work: (rig: Rig) => Promise<T>): Promise<T> {
  const virtual = await startVirtualArm('so101');
  await untilOnTime(virtual, BAUD_bps);
  try {
    return await withTemporaryFolder((data) =>
      withArmHost(armOptions.parse({ data }), async (host) => {
        const rig = new Rig(host, virtual, data);
        try {
          return await work(rig);
        } finally {
          rig.joints.stop();
        }
      }),
    );
  } finally {
    await virtual.close();
  }
}
