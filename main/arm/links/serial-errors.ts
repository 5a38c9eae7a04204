import { WorkbenchError } from '../../../contracts/errors.ts';

interface Explanation {
  readonly pattern: RegExp;
  readonly code: WorkbenchError['code'];
  readonly why: string;
  readonly remedy: string;
}

/** What the systems say when a port does not open, in words and with the way out. */
const explanations: readonly Explanation[] = [
  {
    pattern: /EACCES|EPERM|permission denied/i,
    code: 'no-permission',
    why: 'you may not use it',
    remedy: 'On Linux: `sudo usermod -aG dialout $USER` (on Arch: uucp), then log out and in again.',
  },
  {
    pattern: /EBUSY|cannot lock|resource busy|access denied|temporarily unavailable/i,
    code: 'busy',
    why: 'another program uses it',
    remedy: 'Close that program (a serial monitor, another workbench, a script), then try again.',
  },
  {
    pattern: /ENOENT|ENXIO|ENODEV|no such file|file not found|cannot find/i,
    code: 'unknown-name',
    why: 'there is no such port',
    remedy:
      'Plug the adapter in and look at the list of ports again. If a CH340 adapter vanishes from it on Linux, the ' +
      'braille service has taken it: `sudo systemctl mask brltty-udev`, or remove the package brltty.',
  },
];

/** Why a serial port cannot be opened. */
export function cannotOpen(path: string, error: Error): WorkbenchError {
  const found = explanations.find(({ pattern }) => pattern.test(error.message));
  return new WorkbenchError(
    found?.code ?? 'link-lost',
    `Cannot open the serial port ${path}: ${found?.why ?? error.message}.`,
    found?.remedy ?? 'Unplug the adapter, plug it in again, and try once more.',
    { cause: error },
  );
}
