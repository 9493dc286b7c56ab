// SPDX-License-Identifier: Apache-2.0
import { fault } from '../model/fault.ts';
import { failed, ok, type Result } from '../model/result.ts';
import { endOf, startProgram } from './child-process.ts';
import { keptEnvironment } from './host.ts';

export interface Lab {
  name: string;
  /** Takes the lab away if it was made here; one that stood before is left standing. */
  down: () => Promise<void>;
}

/** Builds the practice lab, or uses the one of that name that is there. Faults: shell-failed with the program's own words. */
export async function labUp(lanyard: string, name: string, env: NodeJS.ProcessEnv): Promise<Result<Lab>> {
  const run = (...argv: string[]) =>
    endOf(
      startProgram([lanyard, 'lab', ...argv], {
        env: keptEnvironment(env),
        stdio: ['ignore', 'ignore', 'pipe'],
      }),
    );
  const up = await run('up', '--name', name);
  if (up.exit === 0) return ok({ name, down: async () => void (await run('down', '--name', name)) });
  const there = await run('exec', '--name', name, 'host', '/bin/true');
  if (there.exit === 0) return ok({ name, down: async () => undefined });
  return failed(fault('shell-failed', { reason: up.stderr || `lab up: exit ${up.exit}` }));
}
