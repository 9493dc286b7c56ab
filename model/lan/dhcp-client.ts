// SPDX-License-Identifier: Apache-2.0
import type { StepOf } from '../step.ts';

/** Seconds in which a server must have answered: eight questions, a second apart: the first is often lost while a switch learns the MAC. */
export const DHCP_PATIENCE = 8;

/**
 * busybox's client: asks in the foreground, ends with 1 when nobody answers (-n), and with a lease goes on by itself.
 * It asks the LAN by ARP before it uses an address and declines one that answers (-a; RFC 2131, 4.4.1), and gives the
 * lease back when it is told to end (-R). Debian's dhcpcd knows more, but keeps one folder of state a host, by link
 * names, and every sandbox has an `eth0`.
 */
export const clientArguments = ({ link, hostname, request }: StepOf<'dhcp-take'>): string[] => [
  ...['udhcpc', '-i', link],
  ...['-n', '-t', '8', '-T', '1', '-A', '1', '-a400', '-R'],
  ...['-O', 'staticroutes', '-x', `hostname:${hostname}`],
  ...(request === undefined ? [] : ['-r', request]),
];

/** The name that a DHCP server gets to know a container by: letters, digits and hyphens (RFC 1123), at most 63. */
export function dhcpHostname(name: string): string {
  const [first = ''] = name.split('.');
  const clean = first.replace(/[^A-Za-z0-9]+/g, '-').replace(/^-+/, '');
  return clean.slice(0, 63).replace(/-+$/, '') || 'container';
}
