// SPDX-License-Identifier: Apache-2.0
import type { Code } from '../../model/codes.ts';

/** Docker's message, and the codes that say the same. The first that matches counts, so the special ones stand first. */
const CLASSES: readonly [RegExp, readonly Code[]][] = [
  [/requires (exactly|at least)? ?\d+ arguments?/, ['usage-arguments']],
  [/unknown (shorthand )?flag/, ['usage-flag-unknown']],
  [/invalid argument .* for .* flag/, ['usage-flag-value', 'mac-bad', 'ip-bad']],
  [/invalid restart policy/, ['usage-flag-value']],
  [/conflicting options/, ['usage-conflict', 'usage-flag-value']],
  [/is not a valid mac address/, ['mac-bad', 'usage-flag-value']],

  [/multiple overlapping subnet/, ['subnet-overlaps-self']],
  [/[Pp]ool overlaps with other one/, ['subnet-overlaps', 'subnet-overlaps-self', 'subnet-everything']],
  [/invalid subnet .*: it should be/, ['subnet-host-bits']],
  [/invalid subnet|Invalid subnet/, ['subnet-bad']],
  [/no matching subnet for gateway/, ['gateway-outside', 'gateway-unmatched', 'gateway-bad']],
  [/invalid gateway/i, ['gateway-bad', 'gateway-outside', 'gateway-unmatched']],
  [/failed to allocate gateway/, ['gateway-is-network', 'gateway-is-broadcast']],
  [
    /no matching subnet for aux-address/,
    ['reserved-outside', 'reserved-unmatched', 'reserved-bad', 'reserved-unnamed'],
  ],
  [/invalid auxiliary address|invalid aux/i, ['reserved-bad', 'reserved-outside', 'reserved-unmatched']],
  [/failed to allocate secondary ip address/, ['reserved-is-gateway', 'reserved-is-end', 'reserved-twice']],
  [
    /every ip-range or gateway must have/,
    ['pool-without-subnet', 'range-unmatched', 'range-twice', 'gateway-unmatched', 'gateway-twice'],
  ],
  [/cannot configure multiple (ranges|gateways)/, ['range-twice', 'gateway-twice']],
  [/invalid ip-range .*: it should be/, ['range-host-bits']],
  [/is bigger than its parent subnet/, ['range-outside']],
  [/invalid ip-range|no matching subnet for range/i, ['range-bad', 'range-outside', 'range-unmatched']],
  [/invalid CIDR address/, ['range-bad', 'subnet-bad']],
  [/ipv[46] pool is empty/, ['ipam-empty']],
  [/could not find an available, non-overlapping/, ['default-pools-full']],

  [/plugin .* not found/, ['driver-unknown']],
  [/requested (macvlan|ipvlan) mode/, ['mode-unknown']],
  [/requested ipvlan flag/, ['flag-unknown']],
  [/name is empty/, ['name-empty']],
  [/operation is not permitted on predefined/, ['name-reserved']],
  [/pre-defined network/, ['network-predefined']],
  [/already exists in network/, ['endpoint-taken']],
  [/network with name .* already exists/, ['name-taken']],
  [/[Cc]onflict.* name|container name .* is already in use/, ['container-name-taken']],

  [/in mode passthru/, ['parent-passthru']],
  [/cannot use mode passthru/, ['parent-not-alone']],
  [/is already using parent interface/, ['parent-ipvlan-taken', 'parent-passthru', 'parent-not-alone']],
  [/requested parent interface .* was not found/, ['parent-missing', 'network-unknown']],
  [/parent interface (does )?was not found/, ['vlan-nic-missing', 'parent-missing']],
  [/vlan id must be between/, ['vlan-id-range']],
  [/unable to parse a valid vlan id/, ['vlan-id-bad']],
  [/required interface name format/, ['vlan-name-form']],
  [/invalid subinterface vlan name/, ['parent-missing', 'vlan-name-form', 'vlan-name-long']],
  [/loopback interface/, ['parent-loopback']],
  [/network is down/, ['vlan-nic-down']],
  [/file exists/, ['vlan-id-taken']],
  [
    /failed to create the (macvlan|ipvlan) port: device or resource busy/,
    ['parent-port', 'parent-other-driver', 'parent-other-link'],
  ],
  [
    /failed to create the (macvlan|ipvlan) port: invalid argument/,
    ['parent-passthru', 'parent-not-alone', 'parent-loopback'],
  ],

  [/custom mac address/, ['mac-unsupported']],
  [/cannot assign requested address/, ['mac-unusable']],
  [/address already in use/, ['mac-taken']],
  [
    /Address already in use/,
    ['ip-taken', 'ip-is-gateway', 'ip-is-reserved', 'ip-is-network', 'ip-is-broadcast'],
  ],
  [/on user defined networks only/, ['ip-needs-subnet', 'network-unsupported', 'endpoint-without-network']],
  [/invalid IPv[46] address/, ['ip-bad']],
  [/no configured subnet or ip-range contain|[Ii]t does not belong to any/, ['ip-outside']],
  [/only when connecting to networks with user configured subnets/, ['ip-needs-subnet', 'ip-needs-family']],
  [/no available IPv[46] addresses/, ['pool-full']],

  [/has active endpoints/, ['network-in-use']],
  [/is not connected to/, ['endpoint-missing']],
  [
    /network mode|sharing network namespace|cannot be connected to multiple networks/,
    ['network-unsupported'],
  ],
  [/network id .* not found/, ['parent-missing', 'vlan-nic-missing', 'network-unknown', 'network-gone']],
  [/network .* not found|No such network|page not found/, ['network-unknown', 'network-gone']],
  [/No such container/, ['container-unknown']],
  [/is running: stop the container|cannot remove a running container/i, ['container-running']],
  [/is not running/, ['container-not-running']],
  [/[Ii]nvalid container name/, ['container-name-bad']],
  [/[Mm]ultiple IDs found/, ['container-ambiguous', 'network-ambiguous']],
  [/is ambiguous/, ['network-ambiguous', 'container-ambiguous']],
  [/No such image|pull access denied|[Uu]nable to find image/, ['image-unknown', 'image-pull-failed']],
  [/unable to find user/, ['user-unknown']],
  [/executable file not found|no such file or directory/, ['program-not-found', 'file-missing']],
  [/permission denied/, ['program-not-executable']],
  [/environment variable/, ['env-bad']],
  [/template parsing error/, ['usage-template']],
  [/flag needs an argument/, ['usage-flag-missing']],
  [/is not a docker command|unknown command/, ['usage-command']],
];

/** The codes that say what a recorded message says; undefined: no class is known. */
export const codesOf = (message: string): readonly Code[] | undefined =>
  CLASSES.find(([pattern]) => pattern.test(message))?.[1];

/** Message of a kernel that cannot have both drivers on one link, found by Docker only when a container starts. */
export const FOUND_AT_START =
  /device or resource busy|Address already in use|address already in use|no available IPv/;

/** The codes that the command said, from the lines that LANYARD_FAULTS=json adds. */
export const saidCodes = (stderr: string): string[] =>
  stderr
    .split('\n')
    .filter((line) => line.startsWith('{"fault":'))
    .flatMap((line) => {
      const { fault } = JSON.parse(line) as { fault: { code: string; findings?: { code: string }[] } };
      return [fault.code, ...(fault.findings ?? []).map(({ code }) => code)];
    });
