import { defineStore } from 'pinia';
import { reactive, watchEffect } from 'vue';
import type { WatchSettings } from '../../contracts/lab-api.ts';
import { recall, remember } from './memory.ts';

export const watchDefaults: WatchSettings = { speed: 1, horizon_steps: 5, ghosts: 8, exploring: false };

/** How this window plays the watched episode; kept on this computer. */
export const useWatchSettings = defineStore('watch', () => {
  const settings = reactive<WatchSettings>({ ...watchDefaults, ...recall<Partial<WatchSettings>>('watch', {}) });
  watchEffect(() => remember('watch', settings));
  return { settings };
});
