// SPDX-License-Identifier: Apache-2.0

/** Points kept: ten minutes at one a second. */
const KEPT = 600;

/** A measured quantity over time, oldest first; undefined: nothing came back. */
export class Series {
  readonly points: readonly (number | undefined)[];

  constructor(points: readonly (number | undefined)[] = []) {
    this.points = points;
  }

  and(point: number | undefined): Series {
    return new Series([...this.points.slice(1 - KEPT), point]);
  }

  last(count: number): readonly (number | undefined)[] {
    return this.points.slice(-count);
  }
}

/** SVG paths of a line through the points, broken where nothing came back. Height 0 is the largest. */
export function sparkPath(points: readonly (number | undefined)[], width: number, height: number): string {
  const top = Math.max(1e-9, ...points.map((point) => point ?? 0));
  const step = width / Math.max(1, points.length - 1);
  let pen = 'M';
  let path = '';
  points.forEach((point, at) => {
    if (point !== undefined) path += `${pen}${round(at * step)} ${round(height - (point / top) * height)}`;
    pen = point === undefined ? 'M' : 'L';
  });
  return path;
}

const round = (value: number): number => Math.round(value * 10) / 10;
