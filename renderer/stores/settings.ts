import { defineStore } from 'pinia';
import { computed, reactive, ref, watchEffect } from 'vue';
import type { QualityName } from '../scene/quality.ts';
import type { ColourMapName } from '../theme/colour-map.ts';
import { recall, remember } from './memory.ts';

export interface Settings {
  theme: 'system' | 'light' | 'dark';
  motion: 'system' | 'reduced';
  colourMap: ColourMapName;
  quality: QualityName;
}

const defaults: Settings = { theme: 'system', motion: 'system', colourMap: 'viridis', quality: 'auto' };

/** What a person sets for this window; kept on this computer. */
export const useSettings = defineStore('settings', () => {
  const settings = reactive<Settings>({ ...defaults, ...recall<Partial<Settings>>('settings', {}) });
  watchEffect(() => remember('settings', settings));

  const systemDark = mediaQuery('(prefers-color-scheme: dark)');
  const systemReduced = mediaQuery('(prefers-reduced-motion: reduce)');
  const isDark = computed(() => (settings.theme === 'system' ? systemDark.value : settings.theme === 'dark'));
  const isMotionReduced = computed(() => settings.motion === 'reduced' || systemReduced.value);
  /** What is shown: the setting, or the system's. */
  const theme = computed<'light' | 'dark'>(() => (isDark.value ? 'dark' : 'light'));
  watchEffect(() => {
    document.documentElement.dataset['theme'] = theme.value;
    document.documentElement.dataset['motion'] = isMotionReduced.value ? 'reduced' : 'full';
  });

  return { settings, theme, isMotionReduced };
});

function mediaQuery(query: string) {
  const list = matchMedia(query);
  const matches = ref(list.matches);
  list.addEventListener('change', (event) => (matches.value = event.matches));
  return matches;
}
