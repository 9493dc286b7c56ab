// SPDX-License-Identifier: Apache-2.0
import { clientArguments } from './lan/dhcp-client.ts';
import type { LinkSpec, Step, StepOf } from './step.ts';
import { shortId } from './text.ts';

type Printers = { [Kind in Step['step']]: (step: StepOf<Kind>) => string };

const inside = (sandbox: string | undefined): string => (sandbox === undefined ? 'ip' : `ip -n ${sandbox}`);

/** The arguments after `ip link add`. */
export function linkArguments(link: LinkSpec): string[] {
  return [
    ...(link.parent === undefined ? [] : ['link', link.parent]),
    'name',
    link.name,
    ...(link.sandbox === undefined ? [] : ['netns', link.sandbox]),
    ...(link.mac === undefined ? [] : ['address', link.mac]),
    ...(link.mtu === undefined ? [] : ['mtu', String(link.mtu)]),
    'type',
    link.kind,
    ...(link.vlanId === undefined ? [] : ['id', String(link.vlanId)]),
    ...(link.mode === undefined ? [] : ['mode', link.mode]),
    ...(link.flag === undefined ? [] : [link.flag]),
  ];
}

/** The arguments after `ip`, for the steps that are one rtnetlink request each; undefined for the others. */
export function ipArguments(step: Step): string[] | undefined {
  switch (step.step) {
    case 'link-add':
      return ['link', 'add', ...linkArguments(step.link)];
    case 'link-delete':
      return ['link', 'delete', step.link.name];
    case 'link-rename':
      return ['link', 'set', step.from, 'name', step.to];
    case 'link-address':
      return ['link', 'set', step.link, 'address', step.mac];
    case 'link-up':
      return ['link', 'set', step.link, 'up'];
    case 'link-down':
      return ['link', 'set', step.link, 'down'];
    case 'address-add':
    case 'address-delete':
      return addressArguments(step);
    case 'route-add':
    case 'route-delete':
      return routeArguments(step);
    case 'sandbox-add':
      return ['netns', 'add', step.sandbox];
    case 'sandbox-delete':
      return ['netns', 'delete', step.sandbox];
    case 'sysctl-set':
      if (step.sandbox === undefined) return undefined;
      return ['netns', 'exec', step.sandbox, 'sysctl', '-qw', `${step.key}=${step.value}`];
    default:
      return undefined;
  }
}

function addressArguments(step: StepOf<'address-add' | 'address-delete'>): string[] {
  const verb = step.step === 'address-add' ? 'add' : 'delete';
  const broadcast = step.broadcast === undefined ? [] : ['broadcast', step.broadcast];
  return ['address', verb, step.address, ...broadcast, 'dev', step.link];
}

/** `ip` tells the family by the addresses; a default route without next hop has none, and is then meant as IPv4. */
function routeArguments(step: StepOf<'route-add' | 'route-delete'>): string[] {
  const verb = step.step === 'route-add' ? 'add' : 'delete';
  const via = step.via === undefined ? [] : ['via', step.via];
  const to = step.to === 'default' && step.family === 6 && step.via === undefined ? '::/0' : step.to;
  const source = step.source === undefined ? [] : ['src', step.source];
  return ['route', verb, to, ...via, 'dev', step.link, ...source];
}

/** In which namespace `ip` is to run a step: undefined for the host's. A link made into a sandbox is asked for from the host. */
export function ipSandbox(step: Step): string | undefined {
  switch (step.step) {
    case 'link-delete':
      return step.link.sandbox;
    case 'link-rename':
    case 'link-address':
    case 'link-up':
    case 'link-down':
    case 'address-add':
    case 'address-delete':
    case 'route-add':
    case 'route-delete':
      return step.sandbox;
    default:
      return undefined;
  }
}

const RUNTIME: Partial<Printers> = {
  'sysctl-set': ({ key, value }) => `sysctl -qw ${key}=${value}`,
  'dhcp-take': (step) =>
    `nsenter --net=/run/netns/${step.sandbox} busybox ${clientArguments(step).join(' ')}`,
  'dhcp-release': ({ container, link }) =>
    `kill "$(cat run/${shortId(container)}/dhcp/${link}.pid)"   # its client gives the lease back`,
  'address-settle': ({ sandbox, link }) =>
    `${inside(sandbox)} -6 address show dev ${link} tentative   # until there is none`,
  'record-put': ({ collection, id, before, after }) => {
    const verb = before === null ? 'remember' : after === null ? 'forget' : 'update';
    return `# ${verb} ${collection === 'networks' ? 'network' : 'container'} ${shortId(id)}`;
  },
  'rootfs-add': ({ container }) => `# make the folders of ${shortId(container)}'s root`,
  'rootfs-delete': ({ container }) => `# delete the folders of ${shortId(container)}'s root`,
  'rootfs-mount': ({ container }) => `mount -t overlay overlay run/${shortId(container)}/bundle/rootfs`,
  'rootfs-unmount': ({ container }) => `umount run/${shortId(container)}/bundle/rootfs`,
  'container-create': ({ container }) => `runc create ${shortId(container)}`,
  'container-delete': ({ container }) => `runc delete --force ${shortId(container)}`,
  'container-start': ({ container }) => `runc start ${shortId(container)}`,
  'container-stop': ({ container, grace }) =>
    grace === 0
      ? `runc kill ${shortId(container)} KILL`
      : `runc kill ${shortId(container)} TERM   # KILL after ${grace} s`,
};

/** A step as the command that a person would type for it; lines that begin with `#` have none. */
export function commandOf(step: Step): string {
  const ip = ipArguments(step);
  if (ip !== undefined) return [inside(ipSandbox(step)), ...ip].join(' ');
  const printer = RUNTIME[step.step] as ((step: Step) => string) | undefined;
  return printer?.(step) ?? step.step;
}
