import type { ArmFault } from '../../../contracts/arm.ts';
import { WorkbenchError } from '../../../contracts/errors.ts';
import type { Finding } from './findings.ts';

/** Faults that stay until a person clears them: while there is one, nothing moves but to come to rest. */
export class FaultLatch {
  readonly #faults = new Map<string, ArmFault>();

  get faults(): readonly ArmFault[] {
    return [...this.#faults.values()];
  }

  /** The first of a kind and joint stays: later ones tell of its consequences. @returns whether it is new */
  raise(fault: Finding): boolean {
    const key = `${fault.code} ${fault.joint ?? ''}`;
    if (this.#faults.has(key)) return false;
    this.#faults.set(key, { ...fault, at: new Date().toISOString() });
    return true;
  }

  /** By hand only. What still is wrong is raised again at the next tick. */
  clear(): void {
    this.#faults.clear();
  }

  /** @throws WorkbenchError `refused`, naming the fault */
  refuseMotion(): void {
    const [first] = this.faults;
    if (!first) return;
    throw new WorkbenchError('refused', `The arm is stopped: ${first.cause}`, `${first.remedy} Then clear the fault.`);
  }
}
