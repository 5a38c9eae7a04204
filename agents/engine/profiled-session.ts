import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as ort from 'onnxruntime-node';

export interface ProfiledSession {
  readonly session: ort.InferenceSession;
  /** The operations that the provider left to the processor, with how often each, as `CumSum ×2`. */
  readonly onProcessor: readonly string[];
}

/** An event of onnxruntime's profile, as far as it matters here. */
interface ProfileEvent {
  readonly cat: string;
  readonly args?: { readonly provider?: string; readonly op_name?: string };
}

/**
 * A session that was run once, on `feeds`, to see where its operations are computed: the profile alone tells. It also
 * leaves its shaders compiled.
 */
export async function createProfiledSession(
  model: Uint8Array,
  options: ort.InferenceSession.SessionOptions,
  feeds: Record<string, ort.Tensor>,
): Promise<ProfiledSession> {
  const folder = mkdtempSync(join(tmpdir(), 'aql-profile-'));
  try {
    const profileFilePrefix = join(folder, 'profile');
    const session = await ort.InferenceSession.create(model, { ...options, enableProfiling: true, profileFilePrefix });
    for (const tensor of Object.values(await session.run(feeds))) tensor.dispose();
    session.endProfiling();
    const [file] = readdirSync(folder);
    return { session, onProcessor: onProcessor(JSON.parse(readFileSync(join(folder, file!), 'utf8'))) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function onProcessor(events: readonly ProfileEvent[]): string[] {
  const counts = new Map<string, number>();
  for (const { cat, args } of events) {
    if (cat !== 'Node' || args?.provider !== 'CPUExecutionProvider') continue;
    counts.set(args.op_name!, (counts.get(args.op_name!) ?? 0) + 1);
  }
  return [...counts].map(([name, count]) => (count === 1 ? name : `${name} ×${count}`));
}
