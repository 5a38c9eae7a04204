/** A number with a true minus sign, as wide as a plus: "−0.120". */
export const signed = (value: number, decimals: number): string => value.toFixed(decimals).replace('-', '−');

/** A difference, which always has a sign: "+0.120". */
export function difference(value: number, decimals: number): string {
  const text = signed(value, decimals);
  return text.startsWith('−') ? text : `+${text}`;
}

/** "1 proposal", "8 proposals". */
export const countOf = (count: number, thing: string): string => `${count} ${thing}${count === 1 ? '' : 's'}`;
