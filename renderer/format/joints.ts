/** Angles and lengths of an arm, as people read them. Never a minus before a zero. */
const DEGREES = 180 / Math.PI;

/** A joint's name, or a text with such names, as people read it: "shoulder pan". */
export const jointWords = (text: string): string => text.replaceAll('_', ' ');

/** `−12.3°`; an en dash for null. */
export function formatAngle(angle_rad: number | null): string {
  return angle_rad === null ? '–' : `${fixed(angle_rad * DEGREES, 1)}°`;
}

/** `−12`, without its unit. */
export function formatMillimetres(length_m: number): string {
  return fixed(1000 * length_m, 0);
}

export function toDegrees(angle_rad: number): number {
  return angle_rad * DEGREES;
}

export function toRadians(angle_deg: number): number {
  return angle_deg / DEGREES;
}

function fixed(value: number, digits: number): string {
  return value
    .toFixed(digits)
    .replace(/^-(?=0\.?0*$)/, '')
    .replace('-', '−');
}
