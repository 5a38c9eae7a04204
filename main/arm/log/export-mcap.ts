import { McapWriter } from '@mcap/core';
import { valueOf, type JOINT_COLUMNS, type LogTick } from './log-record.ts';
import type { ArmLog } from './read-log.ts';

type Column = (typeof JOINT_COLUMNS)[number];

/** The channels: joints as arrays in their order, as in ROS's `sensor_msgs/JointState`. */
const JOINT_CHANNELS: readonly { topic: string; fields: Readonly<Record<string, Column>> }[] = [
  { topic: '/joints/commanded', fields: { position: 'commanded_rad' } },
  { topic: '/joints/sent', fields: { position: 'sent_rad' } },
  { topic: '/joints/measured', fields: { position: 'measured_rad', velocity: 'velocity_radps', effort: 'load' } },
  { topic: '/servos', fields: { current: 'current_A', voltage: 'voltage_V', temperature: 'temperature_degC' } },
];

const NUMBERS = { type: 'array', items: { type: ['number', 'null'] } };
const STRINGS = { type: 'array', items: { type: 'string' } };
const NUMBER = { type: 'number' };
/** At each decision of a policy. */
const POLICY_FIELDS = {
  run: { type: 'string' },
  target_m: { type: 'array', items: NUMBER },
  distance_m: NUMBER,
  step: NUMBER,
  value: NUMBER,
  decide_ms: NUMBER,
  latency_ms: NUMBER,
};

/** A log in the MCAP format, as Foxglove and other viewers read it; messages are JSON with their schemas. */
export async function logToMcap({ header, ticks }: ArmLog): Promise<Uint8Array> {
  const file = new MemoryFile();
  const writer = new McapWriter({ writable: file });
  await writer.start({ profile: '', library: 'aql-workbench' });
  const channels = await Promise.all(
    JOINT_CHANNELS.map(async ({ topic, fields }) => {
      const numbers = Object.fromEntries(Object.keys(fields).map((field) => [field, NUMBERS]));
      const id = await addChannel(writer, topic, { name: STRINGS, ...numbers });
      return { id, message: (tick: LogTick) => jointMessage(header.joints, fields, tick) };
    }),
  );
  const status = await addChannel(writer, '/status', { mode: { type: 'string' }, faults: STRINGS });
  channels.push({ id: status, message: ({ mode, faults }) => ({ mode, faults: faults.map(({ cause }) => cause) }) });
  const policy = await addChannel(writer, '/policy', POLICY_FIELDS);
  const start_ns = BigInt(Date.parse(header.startedAt)) * 1_000_000n;
  for (const [sequence, tick] of ticks.entries()) {
    const logTime = start_ns + BigInt(Math.round(tick.time_s * 1e9));
    const add = (channelId: number, message: object) => {
      const data = Buffer.from(JSON.stringify(message));
      return writer.addMessage({ channelId, sequence, logTime, publishTime: logTime, data });
    };
    for (const { id, message } of channels) await add(id, message(tick));
    if (tick.policy) await add(policy, tick.policy);
  }
  await writer.end();
  return file.bytes();
}

async function addChannel(writer: McapWriter, topic: string, properties: object): Promise<number> {
  const schema = { type: 'object', properties };
  const data = Buffer.from(JSON.stringify(schema));
  const schemaId = await writer.registerSchema({ name: topic.slice(1), encoding: 'jsonschema', data });
  return writer.registerChannel({ schemaId, topic, messageEncoding: 'json', metadata: new Map() });
}

function jointMessage(names: readonly string[], fields: Readonly<Record<string, Column>>, tick: LogTick): object {
  const values = Object.entries(fields).map(([field, column]) => [
    field,
    names.map((_, j) => valueOf(tick, j, column)),
  ]);
  return { name: names, ...Object.fromEntries(values) };
}

/** What the writer writes to. */
class MemoryFile {
  readonly #parts: Uint8Array[] = [];
  #length = 0;

  position(): bigint {
    return BigInt(this.#length);
  }

  write(part: Uint8Array): Promise<void> {
    this.#parts.push(Uint8Array.from(part));
    this.#length += part.length;
    return Promise.resolve();
  }

  bytes(): Uint8Array {
    return Buffer.concat(this.#parts);
  }
}
