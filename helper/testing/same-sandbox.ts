// SPDX-License-Identifier: Apache-2.0
import { expect } from 'vitest';
import type { LabHost } from './lab-host.ts';

/** What a kernel tells of a sandbox, without what no two sandboxes share. */
async function sandboxAt(host: LabHost, name: string) {
  const ip = async (...words: string[]): Promise<Record<string, unknown>[]> =>
    JSON.parse((await host.run(['ip', '-n', name, '-j', ...words])).stdout || '[]');
  const links = (await ip('-d', 'addr')).map(({ ifname, address, mtu, linkinfo, addr_info }) => ({
    ifname,
    // ipvlan has its parent's, and a dummy's is another one each time.
    address: (linkinfo as { info_kind?: string } | undefined)?.info_kind === 'ipvlan' ? '' : address,
    mtu,
    linkinfo,
    addresses: (addr_info as { local: string; prefixlen: number; broadcast?: string; scope: string }[]).map(
      ({ local, prefixlen, broadcast, scope }) => `${local}/${prefixlen} ${broadcast} ${scope}`,
    ),
  }));
  const routes = [...(await ip('route')), ...(await ip('-6', 'route'))].map(
    ({ dst, gateway, dev, prefsrc, scope }) => ({ dst, gateway, dev, prefsrc, scope }),
  );
  return { links, routes };
}

/** The host's own links that hang on others or on none: name, kind, VLAN id, parent, and whether they were raised (the kernel tells their operational state a moment later). */
async function hostLinks(host: LabHost) {
  const listed = JSON.parse((await host.run(['ip', '-d', '-j', 'link'])).stdout) as Record<string, unknown>[];
  return listed
    .map(({ ifname, link, linkinfo, mtu, flags }) => ({
      ...{ ifname, link, linkinfo, mtu },
      up: (flags as string[]).includes('UP'),
    }))
    .filter(({ ifname }) => /^(eth\d\.|d[im]-)/.test(String(ifname)));
}

/**
 * Has Lanyard make networks and one container `c1` (each line a command), writes them as `ip` commands, takes them away, and runs
 * what was written: the kernel must then tell the same of both.
 */
export async function sameSandbox(host: LabHost, lines: readonly string[]): Promise<string> {
  const pass = async (...words: string[]): Promise<string> => {
    const ran = await host.lanyard(...words);
    expect(ran, words.join(' ')).toMatchObject({ exit: 0 });
    return ran.stdout;
  };
  for (const line of lines) await pass(...line.split(' '));
  const id = (await pass('inspect', '-f', '{{.Id}}', 'c1')).slice(0, 12);
  const made = { sandbox: await sandboxAt(host, `lanyard-${id}`), host: await hostLinks(host) };
  const script = await pass('export', '--all', '--as', 'ip');
  await pass('rm', '-f', 'c1');
  await pass('network', 'prune', '-f');
  expect(await hostLinks(host)).toEqual([]);

  expect(await host.run(['/bin/sh', '-c', script])).toMatchObject({ exit: 0, stderr: '' });
  try {
    await expect.poll(() => sandboxAt(host, 'c1')).toEqual(made.sandbox);
    expect(await hostLinks(host)).toEqual(made.host);
  } finally {
    await host.run(['ip', 'netns', 'delete', 'c1']);
    for (const { ifname } of made.host) await host.run(['ip', 'link', 'delete', String(ifname)]);
  }
  return script;
}
