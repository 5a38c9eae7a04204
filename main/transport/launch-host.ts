import { fork } from 'node:child_process';
import type { Launched } from './host-process.ts';
import { nodePort } from './process-port.ts';

/** What a host is started with: its script and what the script finds in `process.argv[2]`, as JSON. */
export interface HostScript {
  readonly file: string;
  readonly settings: object;
}

/**
 * Starts a host as a child process of Node.
 * @param node the executable: Node 24 or newer
 * @param variables of its environment, besides this process's own
 */
export function launchNode({ file, settings }: HostScript, node: string, variables: NodeJS.ProcessEnv = {}): Launched {
  const child = fork(file, [JSON.stringify(settings)], {
    execPath: node,
    // One helper of V8's compiles and collects as much as four, and crowds the cores that train less.
    execArgv: ['--disable-warning=ExperimentalWarning', '--v8-pool-size=1'],
    serialization: 'advanced',
    env: { ...process.env, ...variables },
    // Standard output is for the parent's results alone.
    stdio: ['ignore', 2, 2, 'ipc'],
  });
  return {
    port: nodePort(child),
    kill: () => child.kill('SIGKILL'),
    onExit(exited) {
      child.once('exit', (code, signal) => exited(signal ? `signal ${signal}` : `exit code ${code}`));
      child.once('error', (error) => exited(error.message));
    },
  };
}
