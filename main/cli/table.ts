/**
 * Rows as aligned, indented columns.
 * @param right the columns that are aligned to the right: numbers.
 */
export function table(rows: readonly (readonly string[])[], right: readonly number[] = []): string {
  const columns = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]!.length))) ?? [];
  const align = (cell: string, column: number) =>
    right.includes(column) ? cell.padStart(columns[column]!) : cell.padEnd(columns[column]!);
  return rows.map((row) => `  ${row.map(align).join('  ').trimEnd()}`).join('\n');
}
