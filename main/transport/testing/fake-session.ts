import type { StreamFrame } from '../../../contracts/stream.ts';
import type { LabSession } from '../rpc.ts';

const UNUSED = async () => Promise.reject(new Error('not part of this test'));

/** A session with just the methods that a test gives, and the means to send frames and to see its end. */
export function fakeSession(methods: Partial<LabSession>) {
  const state: { send(frame: StreamFrame): Promise<void>; closed: boolean } = {
    send: async () => {},
    closed: false,
  };
  const own: Partial<LabSession> = {
    subscribe: (send) => void (state.send = send),
    close: () => void (state.closed = true),
  };
  const session = new Proxy(
    { ...methods, ...own },
    {
      get: (target, name) => Reflect.get(target, name) ?? UNUSED,
    },
  ) as LabSession;
  return { session, state };
}
