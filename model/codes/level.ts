// SPDX-License-Identifier: Apache-2.0

/** error: the plan cannot be made. warning: it can, and will likely disappoint. note: worth knowing. fault: a request failed. */
export type Level = 'error' | 'warning' | 'note' | 'fault';

export interface Entry {
  level: Level;
  facts: readonly string[];
}

export const error = <const F extends readonly string[]>(...facts: F) => ({ level: 'error', facts }) as const;
export const warning = <const F extends readonly string[]>(...facts: F) =>
  ({ level: 'warning', facts }) as const;
export const note = <const F extends readonly string[]>(...facts: F) => ({ level: 'note', facts }) as const;
export const fault = <const F extends readonly string[]>(...facts: F) => ({ level: 'fault', facts }) as const;
