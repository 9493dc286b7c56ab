// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fault } from '../../model/fault.ts';
import { failed, ok, type Result } from '../../model/result.ts';
import { startTool, toolPath } from '../command.ts';
import { exitOf } from './exit.ts';
import { intoPlace, labPath, placeRun } from './place.ts';
import type { LabRecord } from './record.ts';
import { type Place, SERVICES } from './topology.ts';

/** Arguments of the router's dnsmasq: DHCP, DNS and router advertisements, of this table alone. */
export function dnsmasqArguments(tagged: boolean): string[] {
  const { pools, names, advertised } = SERVICES;
  const served = pools.filter((pool) => tagged || !pool.link.includes('.'));
  return [
    '--conf-file=/dev/null',
    '--no-hosts',
    '--no-resolv',
    '--no-ping',
    '--user=root',
    '--bind-interfaces',
    '--except-interface=lo',
    '--dhcp-authoritative',
    '--local=/lab/',
    '--domain=lab',
    '--enable-ra',
    '--pid-file=/run/dnsmasq.pid',
    '--dhcp-leasefile=/run/dnsmasq.leases',
    '--log-facility=/run/dnsmasq.log',
    ...served.flatMap(({ link, first, last, mask }) => [
      `--interface=${link}`,
      `--dhcp-range=${first},${last},${mask},1h`,
    ]),
    `--dhcp-range=${advertised.prefix},ra-only,${advertised.length}`,
    ...Object.entries(names).map(([name, addresses]) => `--host-record=${name},${addresses.join(',')}`),
  ];
}

/** Starts what answers in the lab. Both tools go to the background only once their sockets are bound, so their exit is readiness. */
export async function startServices(record: LabRecord, tagged: boolean): Promise<Result<void>> {
  const www = join(placeRun('pc'), 'www');
  mkdirSync(labPath(record, www), { recursive: true });
  writeFileSync(labPath(record, join(www, 'index.html')), 'pc.lab\n');
  const all = await Promise.all([
    background(record, 'router', 'dnsmasq', dnsmasqArguments(tagged)),
    background(record, 'pc', 'busybox', ['httpd', '-p', String(SERVICES.tcp), '-h', '/run/www']),
  ]);
  return all.find((each) => !each.ok) ?? ok(undefined);
}

async function background(
  record: LabRecord,
  place: Place,
  tool: 'dnsmasq' | 'busybox',
  argv: string[],
): Promise<Result<void>> {
  const path = toolPath(tool);
  if (path === undefined) return failed(fault('tool-missing', { tool, package: PACKAGES[tool] }));
  const started = startTool('nsenter', [...intoPlace(record, place), '--', path, ...argv], {
    stdio: 'ignore',
  });
  if (!started.ok) return started;
  const exit = await exitOf(started.value);
  if (exit === 0) return ok(undefined);
  return failed(fault('command-failed', { command: [tool, ...argv].join(' '), exit, reason: `in ${place}` }));
}

const PACKAGES = { dnsmasq: 'dnsmasq-base', busybox: 'busybox-static' };
