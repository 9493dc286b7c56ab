// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseIp } from '../../model/net/ip.ts';
import type { ContainerStep, EndpointSeen } from './case.ts';
import { checkInside } from './inside.ts';
import { noteAddress } from './kept-address.ts';
import { hasQuietIpv6 } from './network-step.ts';
import { addressOf, macFits, macFor, orNothing, type Play, same, say } from './play.ts';

interface Inspected {
  State: { Status: string; ExitCode: number; Error: string };
  HostConfig: { NetworkMode: string };
  NetworkSettings: { Networks: Record<string, EndpointSeen> };
}

/** `inspect`, then the sandbox itself, then its hosts file. */
export async function observeContainer(play: Play, step: ContainerStep): Promise<void> {
  if (play.phantoms.has(step.name) || play.kept.has(step.name)) return;
  const ran = await play.bench.lanyard(['inspect', '--type', 'container', step.name]);
  const [got] = JSON.parse(play.names.hide(ran.stdout) || '[]') as Inspected[];
  same(play, step.n, `container ${step.name} found`, step.found, got !== undefined);
  const recorded = step.container;
  if (got === undefined || recorded === null) return;
  same(play, step.n, `${step.name} status`, recorded.status, got.State.Status);
  same(play, step.n, `${step.name} exit code`, recorded.exit_code, got.State.ExitCode);
  same(play, step.n, `${step.name} NetworkMode`, recorded.network_mode, got.HostConfig.NetworkMode);
  const networks = recorded.networks ?? {};
  same(
    play,
    step.n,
    `networks of ${step.name}`,
    Object.keys(networks).sort(),
    Object.keys(got.NetworkSettings.Networks).sort(),
  );
  for (const [name, endpoint] of Object.entries(networks)) {
    const ours = got.NetworkSettings.Networks[name];
    if (ours !== undefined) checkEndpoint(play, step, name, endpoint, ours);
  }
  if (recorded.status !== 'running') return;
  await checkInside(play, step, recorded);
  if (recorded.hosts !== null) checkHosts(play, step, recorded.hosts);
}

/** Ids that are made anew each time. */
const VOLATILE = ['EndpointID', 'MacAddress', 'IPAddress'];

function checkEndpoint(
  play: Play,
  step: ContainerStep,
  network: string,
  recorded: EndpointSeen,
  ours: EndpointSeen,
): void {
  noteAddress(play, step.name, network, recorded, ours);
  const quiet = hasQuietIpv6(play, network);
  for (const [field, value] of Object.entries(recorded)) {
    if (VOLATILE.includes(field) || (quiet && /IPv6/.test(field))) continue;
    same(play, step.n, `${step.name} on ${network}: ${field}`, orNothing(value), orNothing(ours[field]));
  }
  same(
    play,
    step.n,
    `${step.name} on ${network}: IPAddress`,
    addressOf(play, step.name, recorded.IPAddress),
    ours.IPAddress,
  );
  const mac = macFor(play, step.name, recorded.MacAddress, ours.IPAddress);
  if (!macFits(mac, ours.MacAddress))
    say(play, step.n, `${step.name} on ${network}: expected MAC ${mac}, got ${ours.MacAddress}`);
  if (!quiet || step.container?.status !== 'running') return;
  play.used.add('ipv6');
  if (ours.GlobalIPv6Address === '') say(play, step.n, `${step.name} has no IPv6 address on ${network}`);
}

/** Each recorded line's address with its names; ours may name more. */
function checkHosts(play: Play, step: ContainerStep, recorded: string): void {
  const id = play.names.idOf('ctr', step.name) ?? '';
  const text = readFileSync(join(play.bench.state, 'run', id, 'hosts'), 'utf8');
  const entries = (content: string): string[] =>
    content.split('\n').flatMap((line) => {
      const [address = '', ...names] = line.trim().split(/\s+/);
      const ip = parseIp(address);
      return ip === undefined ? [] : names.map((name) => `${addressOf(play, step.name, ip)} ${name}`);
    });
  const ours = entries(play.names.hide(text));
  const missing = entries(recorded).filter((entry) => !ours.includes(entry));
  if (missing.length > 0) say(play, step.n, `hosts of ${step.name} lack ${missing.join(', ')}`);
}
