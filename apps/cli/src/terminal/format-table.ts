// What a terminal's colours need in the text, and no place on the screen.
const colourCodes = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, 'g');

/** Rows as lines whose columns begin at the same place. */
export function formatTable(rows: readonly (readonly string[])[], indent = ''): string[] {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, column) => {
      widths[column] = Math.max(widths[column] ?? 0, widthOf(cell));
    });
  }
  return rows.map((row) => {
    const cells = row.map((cell, column) => cell + ' '.repeat(Math.max(0, (widths[column] ?? 0) - widthOf(cell))));
    return (indent + cells.join('  ')).trimEnd();
  });
}

function widthOf(text: string): number {
  return Array.from(text.replace(colourCodes, '')).length;
}
