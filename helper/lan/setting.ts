// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { stateFolder } from '../state/paths.ts';
import { readIfThere } from '../state/store.ts';

/** Whether this host asks its LANs at all: not with `off` in LANYARD_PROBE, or in the file `probe` of the state folder (pkexec passes no environment on). */
export function probesHere(): boolean {
  const said = process.env.LANYARD_PROBE || readIfThere(join(stateFolder(), 'probe'))?.trim();
  return said !== 'off';
}
