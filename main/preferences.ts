// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { PREFERENCES, Preferences } from '../model/shell-contract.ts';

/** A person's choices, on disk. */
export interface PreferencesFile {
  read: () => Preferences;
  /** Sets what is given, keeps the rest, writes all of it or nothing; a disk that refuses does not stop the app. */
  put: (part: Partial<Preferences>) => Preferences;
}

export function preferencesIn(path: string): PreferencesFile {
  let now = readFrom(path);
  return {
    read: () => now,
    put: (part) => {
      now = { ...now, ...part };
      try {
        mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
        writeFileAtomic.sync(path, `${JSON.stringify(now, null, 2)}\n`, { mode: 0o600 });
      } catch {
        // Read-only home: the choice holds until the app is closed.
      }
      return now;
    },
  };
}

/** A file that is missing, torn or of another version counts as none. */
function readFrom(path: string): Preferences {
  try {
    return Preferences.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return PREFERENCES;
  }
}
