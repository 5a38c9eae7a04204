import { computed, onScopeDispose, ref, watch } from 'vue';
import { Playback } from './playback.ts';

/** A hidden window has no animation frames: what it missed is not made up for. */
const LONGEST_FRAME_s = 0.25;

/** Plays an episode by the screen's clock. */
export function usePlayback(last: () => number, timestep_s: number) {
  const step = ref(0);
  const speed = ref(1);
  const isPlaying = ref(false);
  let playback = new Playback(last(), timestep_s);
  let drawn_ms = 0;
  let request = 0;

  function frame(now_ms: number): void {
    // A frame's time is that of its beginning, which may be before the button was dealt with.
    const passed_s = Math.max(0, now_ms - drawn_ms) / 1000;
    playback.advance(Math.min(LONGEST_FRAME_s, passed_s), speed.value);
    drawn_ms = now_ms;
    step.value = playback.step;
    if (playback.isAtEnd) isPlaying.value = false;
    else request = requestAnimationFrame(frame);
  }

  function seek(to: number): void {
    playback.seek(to);
    step.value = playback.step;
  }

  watch(isPlaying, (plays) => {
    cancelAnimationFrame(request);
    if (!plays) return;
    if (playback.isAtEnd) seek(0);
    drawn_ms = performance.now();
    request = requestAnimationFrame(frame);
  });
  // What might have been can last longer than what was.
  watch(last, (length) => {
    playback = new Playback(length, timestep_s);
    seek(step.value);
  });
  onScopeDispose(() => cancelAnimationFrame(request));

  return { step: computed(() => step.value), speed, isPlaying, seek };
}
