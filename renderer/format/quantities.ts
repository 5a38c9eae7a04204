/** Numbers as people read them; the locale is fixed, so that two windows show the same. No line breaks within them. */

/** `12,345`. */
export function formatCount(value: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: 0 });
}

/** Three significant digits: `0.0123`, `−45.1`, `12,345`; an en dash for null. */
export function formatMeasure(value: number | null): string {
  if (value === null || !Number.isFinite(value)) return '–';
  const digits = { maximumSignificantDigits: Math.abs(value) >= 1_000 ? 6 : 3 };
  return value.toLocaleString('en-US', digits).replace('-', '−');
}

/** A count in at most four characters: `950`, `12k`, `1.5M`. */
export function formatCompact(value: number): string {
  return value.toLocaleString('en-US', { notation: 'compact', maximumSignificantDigits: 3 }).replace('K', 'k');
}

/** `97 %`. */
export function formatPercent(fraction: number): string {
  return unbroken(`${formatMeasure(100 * fraction)} %`);
}

/** `1.25 ms`; from a second on, `12.5 s`. */
export function formatMilliseconds(time_ms: number): string {
  return unbroken(time_ms < 1_000 ? `${formatMeasure(time_ms)} ms` : `${formatMeasure(time_ms / 1_000)} s`);
}

/** `412 MB`. */
export function formatMegabytes(bytes: number): string {
  return unbroken(`${formatCount(bytes / 1e6)} MB`);
}

/** In its two largest units: `8 s`, `2 min 05 s`, `3 h 20 min`. */
export function formatDuration(seconds: number): string {
  const whole = Math.round(seconds);
  const pad = (value: number) => String(Math.floor(value)).padStart(2, '0');
  if (whole < 60) return unbroken(`${whole} s`);
  if (whole < 3_600) return unbroken(`${Math.floor(whole / 60)} min ${pad(whole % 60)} s`);
  return unbroken(`${Math.floor(whole / 3_600)} h ${pad((whole % 3_600) / 60)} min`);
}

/** A score as the measure that its task's goal names: success as a rate, return as a number. */
export function formatScore(score: number | null, measure: 'successRate' | 'meanReturn' | undefined): string {
  return score !== null && measure === 'successRate' ? formatPercent(score) : formatMeasure(score);
}

/** How long ago, for a table: `just now`, `5 min ago`, `3 h ago`, `yesterday`, then the date. */
export function formatAgo(createdAt: string, now_ms: number): string {
  const created = new Date(createdAt);
  const minutes = (now_ms - created.getTime()) / 60_000;
  if (minutes < 1) return 'just now';
  if (minutes < 60) return `${Math.floor(minutes)} min ago`;
  if (minutes < 24 * 60) return `${Math.floor(minutes / 60)} h ago`;
  if (minutes < 48 * 60) return 'yesterday';
  return created.toLocaleDateString('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
}

const unbroken = (text: string): string => text.replaceAll(' ', '\u00a0');
