import { WorkbenchError } from '../../../contracts/errors.ts';

export function noAnswer(id: number, doing: string, damaged: number): WorkbenchError {
  const seen = damaged > 0 ? `${damaged} damaged answers came` : 'no answer came';
  return new WorkbenchError(
    'no-answer',
    `Servo ${id} did not answer when ${doing}: ${seen}.`,
    damaged > 0
      ? 'Close any other program that uses this port, and look for two servos with the same id and for a bad cable.'
      : 'Check its cable, its power, its id and the baud rate; `scan` finds the servos that answer.',
  );
}

export function noSuchRegister(id: number, register: string, title: string): WorkbenchError {
  return new WorkbenchError(
    'unsupported',
    `Servo ${id}, a ${title}, has no register '${register}'.`,
    'Use a register that its table in servos/ lists.',
  );
}

export function unknownServo(id: number, modelNumber: number): WorkbenchError {
  return new WorkbenchError(
    'unsupported',
    `Servo ${id} says it is model ${modelNumber}, which is not known here.`,
    'Check that it belongs to this bus; a table for it can be added in servos/.',
  );
}

export function badValue(id: number, register: string, value: number, [low, high]: readonly [number, number]) {
  return new WorkbenchError(
    'bad-config',
    `${value} cannot be written to '${register}' of servo ${id}: it holds whole numbers from ${low} to ${high}.`,
    'Give a whole number within these limits.',
  );
}

export function readOnly(id: number, register: string): WorkbenchError {
  return new WorkbenchError(
    'refused',
    `'${register}' of servo ${id} cannot be written: only the servo itself does.`,
    'Write the goal or the setting that it follows from.',
  );
}

export function torqueIsOn(id: number, register: string, value: number): WorkbenchError {
  return new WorkbenchError(
    'refused',
    `'${register}' of servo ${id} was not set to ${value}: its torque is on.`,
    'Hold the arm, switch the torque off, then try again.',
  );
}

export function notTogether(register: string): WorkbenchError {
  return new WorkbenchError(
    'refused',
    `'${register}' is kept in EEPROM, which is not written to many servos at once.`,
    'Write it servo by servo.',
  );
}

export function idTaken(id: number): WorkbenchError {
  return new WorkbenchError(
    'refused',
    `A servo with id ${id} answers already.`,
    'Choose an id that is free, or leave only the servo that is to be changed on the cable.',
  );
}

/** Codes of Dynamixel's error byte. */
const DYNAMIXEL_ERRORS: Readonly<Record<number, string>> = {
  1: 'it could not carry the request out',
  2: 'it does not know the instruction',
  3: 'the request arrived damaged',
  4: 'the value is out of range',
  5: 'the value has the wrong length',
  6: 'the value is beyond the limit that is set in it',
  7: 'it may not be accessed now (torque on, read-only, or a hardware error)',
};

/** What an answer complains of, or null. @param error a Dynamixel's error byte. */
export function refusal(id: number, doing: string, error: number): WorkbenchError | null {
  const code = error & 0x7f;
  if (code === 0) return null;
  return new WorkbenchError(
    'refused',
    `Servo ${id} refused when ${doing}: ${DYNAMIXEL_ERRORS[code] ?? `error ${code}`}.`,
    'Correct the value. If the servo blinks, it has shut down: find the cause, then restart it.',
  );
}
