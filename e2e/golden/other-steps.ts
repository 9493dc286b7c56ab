// SPDX-License-Identifier: Apache-2.0
import type { HostStep, PingStep } from './case.ts';
import { checkLinks } from './link-check.ts';
import { hasQuietIpv6 } from './network-step.ts';
import { type Play, same } from './play.ts';

export async function playHost(play: Play, step: HostStep): Promise<void> {
  const ran = await play.bench.run('host', ['sh', '-c', play.names.fill(step.command)]);
  // Difference `order`: it is about a link that a failed create of Docker's had left.
  const leaked = [...play.leaked].some((ifname) => step.command.includes(ifname));
  if (leaked) play.used.add('order');
  else same(play, step.n, `exit of ${step.command}`, step.exit, ran.exit);
  play.last = await checkLinks(play, step.n, leaked ? undefined : step);
}

/** Seconds that an echo may take; nothing in a lab is slower than milliseconds, but the machine may be busy. */
const PATIENCE = 1;

export async function playPing(play: Play, step: PingStep): Promise<void> {
  if (step.flaky || [...play.phantoms.keys(), ...play.kept].includes(step.from)) return;
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
