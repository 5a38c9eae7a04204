const DEGREES = 180 / Math.PI;

/** `−12.3°`; an en dash for null. */
export function formatAngle(angle_rad: number | null): string {
  if (angle_rad === null) return '–';
  return `${(angle_rad * DEGREES).toFixed(1).replace('-', '−')}°`;
}

export function toDegrees(angle_rad: number): number {
  return angle_rad * DEGREES;
}

export function toRadians(angle_deg: number): number {
  return angle_deg / DEGREES;
}
