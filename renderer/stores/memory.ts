/** What this window keeps from one visit to the next, in the browser's local storage. */
const prefix = 'aql-workbench.';

export function recall<T>(key: string, otherwise: T): T {
  try {
    const text = localStorage.getItem(prefix + key);
    return text === null ? otherwise : (JSON.parse(text) as T);
  } catch {
    // Storage can be switched off, or hold what another version wrote: then begin afresh.
    return otherwise;
  }
}

export function remember(key: string, value: unknown): void {
  try {
    localStorage.setItem(prefix + key, JSON.stringify(value));
  } catch {
    // Without storage a window forgets; nothing else depends on it.
  }
}

export function forget(key: string): void {
  localStorage.removeItem(prefix + key);
}
