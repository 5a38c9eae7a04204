/** Of a radian. */
export const DEGREES = 180 / Math.PI;

/** `12,345`; fractions keep up to six digits. */
export function formatCount(value: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: 6 });
}

/** A measured value at three significant digits: `0.0123`, `-45.1`, `12,345`. */
export function formatMeasure(value: number): string {
  return value.toLocaleString('en-US', { maximumSignificantDigits: Math.abs(value) >= 1000 ? 6 : 3 });
}

/** A duration as people say it, in its two largest units: `8 s`, `2 min 05 s`, `3 h 20 min`. */
export function formatDuration(seconds: number): string {
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${pad(whole % 60)} s`;
  return `${Math.floor(whole / 3600)} h ${pad(Math.floor((whole % 3600) / 60))} min`;
}

/** `1.5 GB` (decimal units). */
export function formatBytes(bytes: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB'];
  const power = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(bytes, 1)) / 3));
  return `${formatMeasure(bytes / 1000 ** power)} ${units[power]}`;
}

/** `97 %`. */
export function formatRate(rate: number): string {
  return `${formatMeasure(rate * 100)} %`;
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}
