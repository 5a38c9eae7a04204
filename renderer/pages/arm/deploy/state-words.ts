import type { DeployFrame, HoldReason } from '../../../../contracts/deploy.ts';

const held: Readonly<Record<HoldReason, string>> = {
  reached: 'The target is reached; the arm holds. Drag the target elsewhere to go on.',
  paused: 'The arm holds until it is let on.',
  unseen: 'This window was hidden or held up, so the arm holds. Let it on when you watch it.',
  'step-limit': 'The policy did not reach the target in the steps that its task allows; the arm holds.',
};

/** What a person reads of a deployment. */
export function stateWords({ state, held: reason, isRaising, fault }: DeployFrame): { title: string; about: string } {
  switch (state) {
    case 'idle':
      return { title: 'Ready', about: 'Nothing moves.' };
    case 'checking':
      return { title: 'Checking', about: 'Nothing moves yet.' };
    case 'dry-run':
      return { title: 'Dry run', about: 'The policy moves the twin; the arm stands still.' };
    case 'running':
      return isRaising
        ? { title: 'Raising', about: 'The arm moves slowly to where the policy begins.' }
        : { title: 'Running', about: 'The policy moves the arm to the target.' };
    case 'held':
      return { title: reason === 'reached' ? 'Reached' : 'Holding', about: reason ? held[reason] : 'The arm holds.' };
    case 'fault':
      return { title: 'Stopped', about: fault ? `${fault.message} ${fault.remedy}` : 'The arm was stopped.' };
  }
}
