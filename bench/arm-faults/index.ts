/**
 * What a person sees of everything that can go wrong with an arm, while it is connected, calibrated, moved by hand, and
 * moved by a policy: a virtual SO-101 behind a pseudo-terminal at 1 Mbaud suffers it, in real time; the arm's host is a
 * process of its own. The policy is made by hand and brings the tool straight to its target.
 *
 *     npm run bench -- arm-faults [--phases connect,calibrate,move,deploy] [--faults missing,stalled,…]
 *
 * Times are from the fault: until the arm's host takes its goals from whoever moved it, and until the joints, which are
 * looked at every 5 ms, are within 0.01 rad of where they end up.
 */
import { parseArgs } from 'node:util';
import { comeFirst } from '../../main/arm/come-first.ts';
import { faultCases, type FaultCase } from '../../main/arm/virtual/testing/fault-cases.ts';
import { calibrate } from './calibrate.ts';
import { connect } from './connect.ts';
import { deploy } from './deploy.ts';
import { move } from './move.ts';
import { withRig } from './rig.ts';
import { headOf, rowOf } from './table.ts';

const phases = { connect, calibrate, move, deploy };
type Phase = keyof typeof phases;
/** No words of `setFault`: every link is closed. */
const unplugged: FaultCase = { title: 'the cable is unplugged', begins: 'unplug', ends: 'unplug' };
const cases: Readonly<Record<string, FaultCase>> = { ...faultCases, unplugged };

const { values } = parseArgs({
  options: {
    phases: { type: 'string', default: Object.keys(phases).join() },
    faults: { type: 'string', default: Object.keys(cases).join() },
  },
});
comeFirst();
for (const phase of values.phases.split(',') as Phase[]) {
  console.log(`\n${phase}\n\n${headOf(phase === 'move' || phase === 'deploy')}`);
  for (const name of values.faults.split(',')) {
    const fault = cases[name]!;
    console.log(rowOf(fault, await withRig((rig) => phases[phase](rig, fault))));
  }
}
