// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ExportedFile } from '../../model/text-out/exported.ts';
import type { LabHost } from './lab-host.ts';

/** Debian's package systemd. */
export const NETWORKD = '/lib/systemd/systemd-networkd';

/**
 * A network namespace with a NIC eth0, and networkd in it until every wanted address is there, ten seconds at most.
 * `/sys` read-only tells networkd that no udev is to be waited for.
 */
const SCRIPT = `
mount -t sysfs -o ro sys /sys
mount -t tmpfs run /run
chmod 755 /run
mkdir -p /run/systemd/network /run/systemd/netif/links /run/systemd/netif/leases /run/systemd/netif/lldp
chown -R systemd-network:systemd-network /run/systemd/netif
cp "$1"/* /run/systemd/network/
ip link add eth0 type veth peer name wire
ip link set wire up
SYSTEMD_LOG_TARGET=console ${NETWORKD} >&2 &
there() { for one in $2; do ip -o addr show dev "\${one%=*}" 2>/dev/null | grep -qF "\${one#*=}" || return 1; done; }
for _ in $(seq 100); do there "$@" && break; sleep 0.1; done
ip -d -j addr
kill $!
wait
`;

export interface NetworkdLink {
  ifname: string;
  link?: string;
  address: string;
  mtu: number;
  linkinfo?: { info_kind?: string; info_data?: Record<string, unknown> };
  addr_info: { local: string; prefixlen: number; scope: string }[];
}

/** Runs networkd on units. `wanted`: `LINK=ADDRESS/LENGTH`. `said`: what networkd has written, a line each. */
export async function underNetworkd(
  host: LabHost,
  files: readonly ExportedFile[],
  wanted: readonly string[],
): Promise<{ links: NetworkdLink[]; said: string[] }> {
  const folder = mkdtempSync(join(tmpdir(), 'lanyard-units-'));
  try {
    for (const { name, text } of files) writeFileSync(join(folder, name), text);
    const argv = ['unshare', '--net', '--mount', 'sh', '-c', SCRIPT, 'sh', folder, wanted.join(' ')];
    const { stdout, stderr } = await host.run(argv);
    return { links: JSON.parse(stdout), said: stderr.split('\n').filter(Boolean) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
