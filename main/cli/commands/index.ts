import type { Command } from '../command.ts';
import { agentsCommand } from './agents.ts';
import { armCommand } from './arm.ts';
import { doctorCommand } from './doctor.ts';
import { engineCommand } from './engine.ts';
import { evalCommand } from './eval.ts';
import { exportCommand } from './export.ts';
import { resumeCommand } from './resume.ts';
import { runsCommand } from './runs.ts';
import { showCommand } from './show.ts';
import { startCommand } from './start.ts';
import { tasksCommand } from './tasks.ts';
import { trainCommand } from './train.ts';

/** Every command, in the order help lists them. */
export const commands: readonly Command[] = [
  startCommand,
  trainCommand,
  resumeCommand,
  evalCommand,
  runsCommand,
  showCommand,
  exportCommand,
  armCommand,
  tasksCommand,
  agentsCommand,
  engineCommand,
  doctorCommand,
];
