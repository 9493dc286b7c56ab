// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';

/** A recording's forms. Only what the runner reads is named; a file may hold more. */
export interface RecordedLink {
  ifname: string;
  kind: string | null;
  parent: string | null;
  data: Record<string, unknown>;
  address: string;
  mtu: number;
  operstate: string;
  up: boolean;
  noarp: boolean;
  promiscuity: number;
  master: string | null;
}

export interface LinkChange {
  ifname: string;
  field: string;
  from: unknown;
  to: unknown;
}

export interface LinkDiff {
  links_added: RecordedLink[];
  links_removed: string[];
  links_changed: LinkChange[];
}

interface Acted extends LinkDiff {
  n: number;
  exit: number;
  stdout: string;
  stderr: string;
}

export type DockerStep = Acted & { kind: 'docker'; argv: string[]; note?: string };
export type HostStep = Acted & { kind: 'host'; command: string };
export interface NetworkStep {
  n: number;
  kind: 'observe-network';
  name: string;
  found: boolean;
  network: NetworkSeen | null;
}
export interface ContainerStep {
  n: number;
  kind: 'observe-container';
  name: string;
  found: boolean;
  container: ContainerSeen | null;
}
export interface PingStep {
  n: number;
  kind: 'ping';
  from: string;
  to: string;
  label: string;
  reply: boolean;
  why?: string | null;
  flaky?: boolean;
}
export interface CaptureStep {
  n: number;
  kind: 'capture';
  netns: string;
  dev: string;
  filter: string;
  lines: string[];
}
export interface ApiStep extends LinkDiff {
  n: number;
  kind: 'api';
  method: string;
  path: string;
  body: unknown;
  status: number;
  response: unknown;
}
export interface RestartStep {
  n: number;
  kind: 'daemon-restart';
  /** How the daemon was ended. */
  signal?: string;
  /** A command while it was down. */
  between: string | null;
  while_down?: LinkDiff;
  after_start?: LinkDiff;
  exit: number;
}

export type Step =
  | DockerStep
  | HostStep
  | NetworkStep
  | ContainerStep
  | PingStep
  | CaptureStep
  | ApiStep
  | RestartStep;

export interface Pool {
  Subnet?: string;
  Gateway?: string;
  IPRange?: string;
  AuxiliaryAddresses?: Record<string, string>;
}
export interface NetworkSeen {
  EnableIPv6: boolean;
  IPAM: { Driver: string; Options: object | null; Config: Pool[] | null };
  Containers: Record<
    string,
    { Name: string; MacAddress: string; IPv4Address: string; IPv6Address: string }
  > | null;
  [field: string]: unknown;
}

export interface EndpointSeen {
  IPAMConfig: { IPv4Address?: string; IPv6Address?: string } | null;
  Gateway: string;
  IPAddress: string;
  IPPrefixLen: number;
  IPv6Gateway: string;
  GlobalIPv6Address: string;
  GlobalIPv6PrefixLen: number;
  MacAddress: string;
  NetworkID: string;
  [field: string]: unknown;
}
export interface AddressSeen {
  family: string;
  local: string;
  prefixlen: number;
  broadcast?: string;
  scope: string;
  tentative?: boolean;
}
export interface InsideLink {
  ifname: string;
  flags: string[];
  mtu: number;
  address: string;
  linkinfo?: { info_kind: string; info_data?: { mode?: string } };
  addr_info: AddressSeen[];
  mac_origin?: string;
}
export interface RouteSeen {
  dst: string;
  gateway?: string;
  dev: string;
  protocol?: string;
  scope?: string;
  prefsrc?: string;
}
export interface ContainerSeen {
  status: string;
  exit_code: number;
  error: string;
  network_mode: string;
  networks: Record<string, EndpointSeen> | null;
  addr: InsideLink[] | null;
  route: RouteSeen[] | null;
  route6: RouteSeen[] | null;
  hosts: string | null;
}

export interface Case {
  id: string;
  engine: string;
  title: string;
  group: string;
  steps: Step[];
  links_left_after_cleanup: string[];
}

/** The engine that Lanyard follows where the two differ. */
export const FOLLOWED = '28.5.2';

/** One recording a case: the followed engine's, or another one's where it has none. */
export function readCases(path: string): Case[] {
  const all = JSON.parse(readFileSync(path, 'utf8')) as Case[];
  const chosen = new Map<string, Case>();
  for (const one of all) if (!chosen.has(one.id) || one.engine === FOLLOWED) chosen.set(one.id, one);
  return [...chosen.values()];
}
