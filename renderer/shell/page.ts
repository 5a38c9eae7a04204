import { readonly, shallowRef } from 'vue';

export const pages = ['train', 'runs', 'new', 'inspect', 'arm', 'settings'] as const;
export type PageName = (typeof pages)[number];

/** A page and what it shows: `#/inspect/RUN/EPISODE`. */
export interface Place {
  readonly page: PageName;
  readonly args: readonly string[];
}

/** The place that an address's hash names; the train page for any other hash. */
export function placeOf(hash: string): Place {
  const [, page, ...args] = hash.replace(/^#/, '').split('/');
  const known = pages.find((name) => name === page);
  return known ? { page: known, args: args.filter(Boolean).map(decode) } : { page: 'train', args: [] };
}

export function hashOf(page: PageName, ...args: readonly string[]): string {
  return `#/${[page, ...args.map(encodeURIComponent)].join('/')}`;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const place = shallowRef<Place>(placeOf(globalThis.location?.hash ?? ''));
globalThis.addEventListener?.('hashchange', () => (place.value = placeOf(location.hash)));

/** Where this window is, and how to go elsewhere. */
export function usePage() {
  return {
    place: readonly(place),
    go(page: PageName, ...args: readonly string[]): void {
      location.hash = hashOf(page, ...args);
    },
  };
}
