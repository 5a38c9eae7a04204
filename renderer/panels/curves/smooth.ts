/**
 * The exponential moving average of a curve, its weights normalised so that it has no bias towards its start (as Adam's
 * moments, Kingma and Ba 2015). NaN is passed over.
 * @param smoothing 0 leaves the curve as it is; towards 1 it is ever slower
 */
export function smooth(y: Float64Array, smoothing: number): Float64Array {
  let sum = 0;
  let weight = 0;
  return y.map((value) => {
    if (Number.isNaN(value)) return value;
    sum = smoothing * sum + (1 - smoothing) * value;
    weight = smoothing * weight + (1 - smoothing);
    return sum / weight;
  });
}
