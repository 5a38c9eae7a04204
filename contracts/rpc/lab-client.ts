import { labApi, type LabApi } from '../lab-api.ts';
import type { Port } from '../port.ts';
import type { StreamFrame } from '../stream.ts';
import { connectApi, type Client } from './client.ts';

/** The lab at the other end of a port. */
export interface LabClient extends Omit<Client<LabApi, StreamFrame>, 'api'> {
  readonly lab: LabApi;
}

/** Speaks to the lab behind `port`, which is this client's alone. */
export function connectLab(port: Port): LabClient {
  const { api: lab, ...client } = connectApi<LabApi, StreamFrame>(port, labApi, 'the lab');
  return { lab, ...client };
}
