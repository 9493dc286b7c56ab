// SPDX-License-Identifier: Apache-2.0

export type Holes = Readonly<Record<string, string | number>>;

/** Fills `{name}`, and `{count|container|containers}`: the first form for 1, else the second; the number itself is `{count}`. */
export function fillScreen(template: string, holes: Holes): string {
  return template.replace(
    /\{(\w+)(?:\|([^|}]*)\|([^}]*))?\}/g,
    (whole, name: string, one?: string, many?: string) => {
      const value = holes[name];
      if (value === undefined) return whole;
      if (one === undefined || many === undefined) return String(value);
      return value === 1 ? one : many;
    },
  );
}
