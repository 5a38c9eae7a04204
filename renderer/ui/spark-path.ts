/**
 * A line through evenly spaced values as an SVG path, the lowest at the bottom of a box and the highest at its top; level
 * in its middle if all are equal.
 */
export function sparkPath(values: readonly number[], width: number, height: number): string {
  const low = Math.min(...values);
  const high = Math.max(...values);
  const across = width / Math.max(1, values.length - 1);
  const points = values.map((value, index) => {
    const fraction = high > low ? (value - low) / (high - low) : 0.5;
    return `${round(index * across)} ${round(height * (1 - fraction))}`;
  });
  return points.length > 0 ? `M${points.join('L')}` : '';
}

const round = (value: number): number => Math.round(10 * value) / 10;
