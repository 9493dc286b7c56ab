// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as after } from 'node:timers/promises';
import writeFileAtomic from 'write-file-atomic';
import { fault } from '../../../model/fault.ts';
import { clientArguments, DHCP_PATIENCE } from '../../../model/lan/dhcp-client.ts';
import { failed, ok, type Result } from '../../../model/result.ts';
import type { StepOf } from '../../../model/step.ts';
import { BARE_ENV, runTool } from '../../command.ts';
import { leasePaths, netnsPath } from '../../state/paths.ts';
import { readIfThere } from '../../state/store.ts';
import { EVENT_SCRIPT } from './dhcp-script.ts';

/**
 * Leases an address for a link of a sandbox. Returns with the address in place; the client stays behind, keeps the lease
 * without us and ends with `releaseLease`. Faults: dhcp-silent, tool-missing, command-failed.
 */
export async function takeLease(step: StepOf<'dhcp-take'>): Promise<Result<void>> {
  const { folder, script, pid } = leasePaths(step.container, step.link);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeFileSync(script, EVENT_SCRIPT, { mode: 0o700 });
  const run = await runTool(
    'nsenter',
    [`--net=${netnsPath(step.sandbox)}`, 'busybox', ...clientArguments(step), '-s', script, '-p', pid],
    { seconds: DHCP_PATIENCE * 2, env: { ...BARE_ENV, LANYARD_ROUTE: step.route ? 'yes' : 'no' } },
  );
  if (run.ok && run.value.exit === 0) return ok(undefined);
  await releaseLease(step);
  if (!run.ok && run.fault.code !== 'command-timeout') return run;
  const said = run.ok ? run.value.stderr.trim() : '';
  if (run.ok && !said.includes('no lease'))
    return failed(fault('command-failed', { command: 'udhcpc', exit: run.value.exit, reason: said }));
  return failed(fault('dhcp-silent', { parent: step.parent, seconds: DHCP_PATIENCE }));
}

/** Milliseconds that a client gets to send its release, and how often to look whether it has ended. */
const RELEASE = { most: 3000, look: 10 } as const;

/** Ends an endpoint's client, which gives its lease back first. Idempotent; nothing is asked of a server that is not there. */
export async function releaseLease({
  container,
  link,
}: Pick<StepOf<'dhcp-release'>, 'container' | 'link'>): Promise<Result<void>> {
  const paths = leasePaths(container, link);
  const client = clientPid(paths.pid);
  if (client !== undefined) {
    process.kill(client, 'SIGTERM');
    const until = performance.now() + RELEASE.most;
    while (clientPid(paths.pid) !== undefined && performance.now() < until) await after(RELEASE.look);
    const stuck = clientPid(paths.pid);
    if (stuck !== undefined) process.kill(stuck, 'SIGKILL');
  }
  rmSync(paths.pid, { force: true });
  const text = readIfThere(paths.lease);
  if (text !== undefined) writeFileAtomic.sync(paths.lease, text.replace(/^state=.*$/m, 'state=released'));
  return ok(undefined);
}

/** The living client whose pid file this is: the number alone may be another process's by now. */
function clientPid(path: string): number | undefined {
  const pid = Number(readIfThere(path)?.trim());
  if (!(pid > 1)) return undefined;
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').includes(path) ? pid : undefined;
  } catch {
    return undefined;
  }
}
