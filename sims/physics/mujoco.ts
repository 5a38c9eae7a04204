import loadModule, { type MainModule } from '@mujoco/mujoco';

let module: Promise<MainModule> | undefined;

/** MuJoCo's WebAssembly module: one instance per thread, started at the first call (about 0.2 s). */
export function loadMujoco(): Promise<MainModule> {
  return (module ??= loadModule());
}
