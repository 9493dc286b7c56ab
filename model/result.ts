// SPDX-License-Identifier: Apache-2.0
import type { Fault } from './fault.ts';

/** What crosses every border: a value, or the one fault that stands in its place. Nothing is thrown across. */
export type Result<T> = { ok: true; value: T } | { ok: false; fault: Fault };

export const ok = <T>(value: T): { ok: true; value: T } => ({ ok: true, value });

export const failed = (fault: Fault): { ok: false; fault: Fault } => ({ ok: false, fault });
