// SPDX-License-Identifier: Apache-2.0

type Value = string | number | readonly string[] | undefined;

/** A section's name and its assignments; one without any is left out. A list assigns once for each value. */
export type Section = readonly [name: string, assignments: Readonly<Record<string, Value>>];

/** A systemd unit (systemd.syntax(7)). */
export function unitText(sections: readonly Section[]): string {
  const written = sections.flatMap(([name, assignments]) => {
    const lines = Object.entries(assignments).flatMap(([key, value]) => linesOf(key, value));
    return lines.length === 0 ? [] : [`[${name}]\n${lines.join('')}`];
  });
  return written.join('\n');
}

function linesOf(key: string, value: Value): string[] {
  if (value === undefined || value === '') return [];
  const values = typeof value === 'object' ? value : [String(value)];
  // `%` begins a specifier.
  return values.map((one) => `${key}=${one.replaceAll('%', '%%')}\n`);
}
