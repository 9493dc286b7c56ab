// SPDX-License-Identifier: Apache-2.0
import { fault } from '../../model/fault.ts';
import type { Sandbox } from '../../model/observation.ts';
import { failed, ok, type Result } from '../../model/result.ts';
import { expectTool } from '../command.ts';
import { labName, netnsPath } from '../state/paths.ts';
import { withKeepers } from './keepers.ts';
import { IP_BATCH, IP_FLAGS, parseIp, type Seen } from './parse-ip.ts';
import { withSys } from './sys.ts';

/** Sandboxes that are asked at one time: more processes than that only wait for the kernel's rtnl lock. */
const AT_ONCE = 4;

/** Links, addresses, routes and neighbours of our own namespace, by one `ip`. No root needed. */
export async function seeHost(): Promise<Result<Seen>> {
  const seen = await see();
  if (!seen.ok) return seen;
  const links = seen.value.links.map(withSys);
  // A practice lab has its own links, and the machine's /run.
  return ok({ ...seen.value, links: labName() === undefined ? withKeepers(links) : links });
}

/** Those of the named sandboxes that can be entered, in the order asked; entering needs root. */
export async function seeSandboxes(names: readonly string[]): Promise<Sandbox[]> {
  const found = new Map<string, Sandbox>();
  const waiting = [...names];
  const worker = async () => {
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
      const seen = await see(name);
      if (seen.ok) found.set(name, { name, ...seen.value });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return names.flatMap((name) => found.get(name) ?? []);
}

/** By `nsenter`, not `ip -n`: that one copies all mounts, and would keep a container's root busy while it looks. */
async function see(sandbox?: string): Promise<Result<Seen>> {
  const options = { input: IP_BATCH, limit: 256 * 1024 * 1024 };
  const output =
    sandbox === undefined
      ? await expectTool('ip', IP_FLAGS, options)
      : await expectTool('nsenter', [`--net=${netnsPath(sandbox)}`, 'ip', ...IP_FLAGS], options);
  if (!output.ok) return output;
  try {
    return ok(parseIp(output.value));
  } catch (error) {
    return failed(
      fault('command-failed', { command: `ip ${IP_FLAGS.join(' ')}`, exit: 0, reason: String(error) }),
    );
  }
}
