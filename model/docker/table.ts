// SPDX-License-Identifier: Apache-2.0

const PADDING = 3;
const LEAST = 10;

/** Columns as Docker's tabwriter sets them: at least 10 wide, 3 blanks between, the last one as it is. No final newline. */
export function printTable(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  return alignLines([columns, ...rows]).join('\n');
}

/** The same for rows of any number of cells: the last cell of a row does not widen its column. */
export function alignLines(rows: readonly (readonly string[])[]): string[] {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [index, cell] of row.slice(0, -1).entries())
      widths[index] = Math.max(widths[index] ?? LEAST, lengthOf(cell) + PADDING);
  }
  return rows.map((row) =>
    row
      .map((cell, index) => (index === row.length - 1 ? cell : padTo(cell, widths[index] ?? LEAST)))
      .join(''),
  );
}

/** Code points, as Go counts them. */
const lengthOf = (text: string): number => [...text].length;

const padTo = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - lengthOf(text)));
