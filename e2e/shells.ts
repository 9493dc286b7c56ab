// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { electronPath } from '../main/choose-shell.ts';

export const ROOT = join(import.meta.dirname, '..');
export const ELECTRON = electronPath(ROOT, process.env);

export type Shell = 'chromium' | 'electron';

/** Those that are on this machine. */
export const SHELLS: readonly Shell[] = ELECTRON === undefined ? ['chromium'] : ['chromium', 'electron'];
