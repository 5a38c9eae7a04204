declare module 'asciichart' {
  /** Draws one series as lines of text. */
  export function plot(
    series: readonly number[],
    options: { height: number; format: (value: number) => string },
  ): string;
}
