import type { DockviewApi, SerializedDockview } from 'dockview-vue';
import { forget, recall, remember } from '../../stores/memory.ts';

const KEY = 'train-layout';

/** The panels of the page. Each is always there, somewhere: none can be closed. */
export const panels = [
  { id: 'scene', title: 'Scene' },
  { id: 'decision', title: 'Decision' },
  { id: 'curves', title: 'Curves' },
  { id: 'log', title: 'Log' },
] as const;

/** Arranges the panels as they were left, or as they begin, and remembers every change. @returns ends it */
export function keepLayout(api: DockviewApi): () => void {
  const remembered = recall<SerializedDockview | null>(KEY, null);
  if (!remembered || !restore(api, remembered)) arrange(api);
  const listening = api.onDidLayoutChange(() => remember(KEY, api.toJSON()));
  return () => listening.dispose();
}

export function resetLayout(api: DockviewApi): void {
  api.clear();
  arrange(api);
}

/** For a time when no layout is on view. */
export const forgetLayout = (): void => forget(KEY);

function restore(api: DockviewApi, layout: SerializedDockview): boolean {
  try {
    api.fromJSON(layout);
  } catch {
    // It was written by another version.
    api.clear();
    return false;
  }
  if (panels.every(({ id }) => api.getPanel(id))) return true;
  api.clear();
  return false;
}

/** The scene at the left; the decision beside it; curves and log below the decision. */
function arrange(api: DockviewApi): void {
  const add = (
    id: (typeof panels)[number]['id'],
    position?: { referencePanel: string; direction: 'right' | 'below' | 'within' },
  ) => {
    const { title } = panels.find((panel) => panel.id === id)!;
    return api.addPanel({ id, title, component: id, renderer: 'always', ...(position && { position }) });
  };
  add('scene');
  const decision = add('decision', { referencePanel: 'scene', direction: 'right' });
  const curves = add('curves', { referencePanel: 'decision', direction: 'below' });
  add('log', { referencePanel: 'curves', direction: 'within' });
  decision.api.setSize({ width: Math.round(api.width * 0.42) });
  curves.api.setSize({ height: Math.round(api.height * 0.42) });
  curves.api.setActive();
}
