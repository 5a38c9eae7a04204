import { onMounted, onUnmounted, shallowRef, type ShallowRef } from 'vue';

const names = [
  'text',
  'text-muted',
  'text-faint',
  'border',
  'border-strong',
  'surface',
  'surface-sunken',
  'accent',
  'proposal',
  'uniform',
  'greedy',
  'executed',
  ...([1, 2, 3, 4, 5, 6, 7, 8] as const).map((number) => `series-${number}` as const),
] as const;

/** Colours of the theme by their CSS names, and the type, for canvases, which know no CSS variables. */
export type Ink = Readonly<Record<(typeof names)[number] | 'font', string>>;

const readInk = (): Ink => {
  const style = getComputedStyle(document.documentElement);
  const colours = names.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]);
  return { ...Object.fromEntries(colours), font: style.getPropertyValue('--font').trim() };
};

/** The theme's ink; read again when the theme changes, so that no frame has to ask for styles. */
export function useInk(): Readonly<ShallowRef<Ink>> {
  const ink = shallowRef(readInk());
  const observer = new MutationObserver(() => (ink.value = readInk()));
  onMounted(() => observer.observe(document.documentElement, { attributeFilter: ['data-theme'] }));
  onUnmounted(() => observer.disconnect());
  return ink;
}
