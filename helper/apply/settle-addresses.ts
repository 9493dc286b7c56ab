// SPDX-License-Identifier: Apache-2.0
import type { SpawnOptions } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fault } from '../../model/fault.ts';
import { linkNamed } from '../../model/link.ts';
import { failed, ok, type Result } from '../../model/result.ts';
import { type Settling, settlingOf } from '../../model/settling.ts';
import type { StepOf } from '../../model/step.ts';
import { startTool } from '../command.ts';
import { seeHost, seeSandboxes } from '../observe/namespace.ts';
import { askNeighbour } from '../probe/ask-neighbour.ts';
import { netnsPath } from '../state/paths.ts';

type Wanted = StepOf<'address-settle'>;

/** Milliseconds. */
const PATIENCE = {
  /** Duplicate address detection takes one second (RFC 4862 5.1, RFC 4861 10): a limit for busy machines. */
  tentative: 15_000,
  /** For a router's prefix: after one RTR_SOLICITATION_INTERVAL (RFC 4861, 10) the kernel asks again, and we no longer wait. */
  unadvertised: 4000,
  /** When to look without an event: a monitor that has just been started may have missed one. */
  missed: 500,
} as const;

/**
 * Waits, by the kernel's own events, until the link's IPv6 addresses are in use; with `slaac` a while for one of a router's prefix, too.
 * Faults: address-duplicate-held (the other's MAC is known), address-duplicate-unseen, address-unsettled, tool-missing.
 */
export async function settleAddresses(wanted: Wanted): Promise<Result<void>> {
  const first = await look(wanted);
  if (first.is === 'settled') return ok(undefined);
  const events = listen(wanted.sandbox);
  if (!events.ok) return events;
  try {
    return await outcomeOf(wanted, await wait(wanted, events.value.next));
  } finally {
    events.value.stop();
  }
}

const look = async ({ sandbox, link, slaac }: Wanted): Promise<Settling> => {
  const links = sandbox === undefined ? await hostLinks() : (await seeSandboxes([sandbox]))[0]?.links;
  return settlingOf(linkNamed(links ?? [], link), slaac);
};

async function hostLinks() {
  const seen = await seeHost();
  return seen.ok ? seen.value.links : [];
}

/** How it stands when it is settled, lost, or out of time. */
async function wait(wanted: Wanted, next: (most: number) => Promise<void>): Promise<Settling> {
  const begun = performance.now();
  let asking: number | undefined;
  for (;;) {
    const now = await look(wanted);
    const at = performance.now();
    // Whose address it is can be asked only with one that is in use: the link-local one.
    if (now.is === 'settled' || (now.is === 'duplicate' && !now.pending)) return now;
    if (now.is === 'unadvertised') asking ??= at;
    const until =
      now.is !== 'unadvertised' ? begun + PATIENCE.tentative : (asking ?? at) + PATIENCE.unadvertised;
    if (at >= until) return now;
    await next(Math.min(PATIENCE.missed, until - at));
  }
}

async function outcomeOf({ sandbox, link }: Wanted, end: Settling): Promise<Result<void>> {
  if (end.is === 'tentative') {
    const seconds = PATIENCE.tentative / 1000;
    return failed(fault('address-unsettled', { addresses: end.addresses, link, seconds }));
  }
  // No advertisement is no failure: the kernel goes on listening, and `remarksOn` says it.
  if (end.is !== 'duplicate') return ok(undefined);
  const { address } = end;
  const holder = await askNeighbour(sandbox, link, address);
  return failed(
    holder?.mac === undefined
      ? fault('address-duplicate-unseen', { address, link })
      : fault('address-duplicate-held', { address, link, mac: holder.mac }),
  );
}

interface Events {
  /** Resolves at the next event, or after so many milliseconds. */
  next: (most: number) => Promise<void>;
  stop: () => void;
}

/** Address and link events of the sandbox, or of the host. By `nsenter`, not `ip -n`: that one copies all mounts. */
function listen(sandbox: string | undefined): Result<Events> {
  const monitor = ['-o', 'monitor', 'address', 'link'];
  const options: SpawnOptions = { stdio: ['ignore', 'pipe', 'ignore'] };
  const started =
    sandbox === undefined
      ? startTool('ip', monitor, options)
      : startTool('nsenter', [`--net=${netnsPath(sandbox)}`, 'ip', ...monitor], options);
  if (!started.ok) return started;
  const child = started.value;
  let heard = false;
  let wake = () => {};
  const tell = () => {
    heard = true;
    wake();
  };
  if (child.stdout) createInterface({ input: child.stdout }).on('line', tell);
  child.on('error', tell);
  return ok({
    next: (most) =>
      new Promise((resolve) => {
        const timer = setTimeout(() => wake(), most);
        wake = () => {
          clearTimeout(timer);
          heard = false;
          wake = () => {};
          resolve();
        };
        if (heard) wake();
      }),
    stop: () => {
      child.kill('SIGTERM');
    },
  });
}
