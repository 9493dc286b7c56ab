// SPDX-License-Identifier: Apache-2.0
import type { HostStep, PingStep, RestartStep } from './case.ts';
import { checkLinks } from './link-check.ts';
import { hasQuietIpv6 } from './network-step.ts';
import { type Play, same, say } from './play.ts';

export async function playHost(play: Play, step: HostStep): Promise<void> {
  const ran = await play.bench.run('host', ['sh', '-c', play.names.fill(step.command)]);
  same(play, step.n, `exit of ${step.command}`, step.exit, ran.exit);
  play.last = await checkLinks(play, step.n, step);
}

/** Seconds that an echo may take; nothing in a lab is slower than milliseconds, but the machine may be busy. */
const PATIENCE = 1;

export async function playPing(play: Play, step: PingStep): Promise<void> {
  if (step.flaky || play.phantoms.has(step.from)) return;
  const place =
    step.from === 'host'
      ? 'host'
      : step.from.startsWith('ns:')
        ? step.from.slice(3)
        : `container:${step.from}`;
  const reply = wantsReply(play, step);
  const to = [...play.moved].find(([key]) => key.endsWith(` ${step.to}`))?.[1] ?? step.to;
  const tries = reply ? 3 : 1;
  let got = false;
  for (let nth = 0; nth < tries && !got; nth += 1)
    got = (await play.bench.run(place, ['ping', '-n', '-c1', `-W${PATIENCE}`, to])).exit === 0;
  same(play, step.n, `ping ${step.from} -> ${to} (${step.label})`, reply, got);
}

/** Difference `ipv6`: Docker had no IPv6 there at all, ours reaches the gateway. */
function wantsReply(play: Play, { to, reply, why }: PingStep): boolean {
  const quiet = [...play.networks.keys()].some((name) => hasQuietIpv6(play, name));
  if (reply || !to.includes(':') || !quiet || !/unreachable/i.test(why ?? '')) return reply;
  play.used.add('ipv6');
  return true;
}

/** There is no daemon: what a machine does at its start is `restore`. */
export async function playRestart(play: Play, step: RestartStep): Promise<void> {
  if (step.between !== null) await play.bench.run('host', ['sh', '-c', step.between]);
  const ran = await play.bench.lanyard(['restore']);
  if (ran.exit !== step.exit) say(play, step.n, `restore: exit ${ran.exit} ${ran.stderr}`);
  play.last = await checkLinks(play, step.n, undefined);
}
