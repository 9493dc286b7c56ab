// SPDX-License-Identifier: Apache-2.0
import { existsSync } from 'node:fs';
import { bootGuest, whyNoGuest } from './guest.mjs';

/** Addresses for documentation (RFC 5737): nobody's, and on a link that ends in the guest. */
const LINK = { machine: '192.0.2.1', guest: '192.0.2.2', prefix: 30 };

const MAKE_TAP = [
  'ip tuntap add dev tap0 mode tap',
  `ip address add ${LINK.machine}/${LINK.prefix} dev tap0`,
  'ip link set tap0 up',
  'exec "$@"',
].join(' && ');

/** Why no guest can be booted here that TCP leads to, or undefined. */
export function whyNoGuestOnTap() {
  const why = whyNoGuest();
  if (why !== undefined) return why;
  if (process.getuid?.() !== 0) return 'a network namespace with a tap needs root';
  return existsSync('/dev/net/tun') ? undefined : '/dev/net/tun is not there (modprobe tun)';
}

/**
 * Boots a guest at the far end of a tap, in a network namespace that is the guest's alone and goes with it: nothing
 * that is sent between the two can come anywhere else. In the guest the tap is vec0, its address LANYARD_ADDRESS.
 * @param {string[]} argv as `bootGuest` has it
 * @param {{seconds?: number}} [options]
 */
export function bootOnTap(argv, options = {}) {
  const guest = bootGuest(argv, {
    ...options,
    namespaces: ['--net'],
    before: ['/bin/sh', '-c', MAKE_TAP, 'sh'],
    words: ['vec0:transport=tap,ifname=tap0,depth=128,gro=1', `LANYARD_ADDRESS=${LINK.guest}/${LINK.prefix}`],
  });
  return {
    ...guest,
    /**
     * The argv of a pipe to one of its TCP ports, from when its command runs. A listener that is about to come is waited for.
     * @param {number} port
     */
    pipeTo: (port) => [
      '/usr/bin/nsenter',
      `--net=/proc/${guest.pid}/ns/net`,
      '/usr/bin/socat',
      '-',
      `TCP:${LINK.guest}:${port},nodelay,retry=100,interval=0.1`,
    ],
  };
}
