import { WorkbenchError } from '../../contracts/errors.ts';
import type { Port } from '../../contracts/port.ts';
import { connectLab } from '../../contracts/rpc/lab-client.ts';
import type { Launched } from '../transport/host-process.ts';
import type { LabHostSettings } from '../transport/lab-host-settings.ts';
import { pipe } from '../transport/pipe.ts';
import { Supervisor } from '../transport/supervisor.ts';
import { beginOrResume, resumeInterrupted } from './first-run.ts';

export interface LabServiceEvents {
  /** A lab is there, the first or the one after a crash. */
  started(): void;
  /** The lab crashed too often and stays down. */
  gaveUp(error: WorkbenchError): void;
  /** The run that was to begin, or to go on, could not. */
  failed(error: WorkbenchError): void;
}

/**
 * The lab as the program that shows it has it: begins the first run or resumes the newest, and after a crash goes on
 * with the run that was in training.
 */
export class LabService {
  readonly #supervisor: Supervisor;
  readonly #events: LabServiceEvents;
  /** The run whose news came last. */
  #inTraining: string | null = null;

  /**
   * @param launch starts the process of the lab
   * @param connectArm gives the lab a port to the arm's host when it asks for one; null while there is none
   */
  constructor(
    dataFolder: string,
    launch: (settings: LabHostSettings) => Launched,
    connectArm: () => Port | null,
    events: LabServiceEvents,
  ) {
    this.#events = events;
    this.#supervisor = new Supervisor((crash) => launch({ dataFolder, crash }), {
      started: (crash) => {
        events.started();
        void this.#train(crash !== null);
      },
      gaveUp: (crash) => events.gaveUp(crashedTooOften(crash)),
      asked(port) {
        const arm = connectArm();
        if (arm) pipe(port, arm);
        else port.close();
      },
    });
  }

  /** Starts the lab; after it was given up, afresh. */
  start(): void {
    this.#supervisor.start();
  }

  /** A port to the lab for one more window; null while there is no lab. */
  connect(): Port | null {
    return this.#supervisor.connect();
  }

  /** Saves and ends. */
  end(): Promise<void> {
    return this.#supervisor.end();
  }

  async #train(hasCrashed: boolean): Promise<void> {
    const port = this.connect();
    if (!port) return;
    const client = connectLab(port);
    client.onFrame('run', ({ run }) => void (this.#inTraining = run));
    try {
      if (!hasCrashed) await beginOrResume(client.lab);
      else if (this.#inTraining !== null) await resumeInterrupted(client.lab, this.#inTraining);
    } catch (thrown) {
      const error = WorkbenchError.from(thrown);
      // A lab that ended meanwhile is the supervisor's concern.
      if (error.code !== 'cancelled') this.#events.failed(error);
    }
  }
}

function crashedTooOften(crash: string): WorkbenchError {
  return new WorkbenchError(
    'internal',
    `The lab ended unexpectedly again and again (${crash}).`,
    'What was trained up to the last checkpoint is kept. Start the workbench again; if that does not help, report it.',
  );
}
