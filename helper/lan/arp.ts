// SPDX-License-Identifier: Apache-2.0
import { parseIp } from '../../model/net/ip.ts';
import { parseMac } from '../../model/net/mac.ts';
import { ok, type Result } from '../../model/result.ts';
import { expectTool } from '../command.ts';

export interface ArpAnswer {
  ip: string;
  mac: string;
  /** Who made it, by the IEEE's list; undefined: not in it, or a MAC that was chosen locally. */
  maker?: string;
}

export interface ArpQuestion {
  link: string;
  /** Addresses, or one subnet in CIDR. */
  targets: readonly string[];
  /** How often each is asked, and how long for, in milliseconds. */
  tries: number;
  wait: number;
  seconds: number;
  /** Whether the makers are asked for: reading the IEEE's list takes 120 ms. */
  makers: boolean;
}

/**
 * Asks by ARP as RFC 5227 has it: from 0.0.0.0, so that nobody takes us for the owner of an address. One arp-scan for all:
 * it waits in milliseconds, keeps to 256 kbit/s, and asks from links that have no address.
 * Faults: tool-missing, command-failed.
 */
export async function askByArp({
  link,
  targets,
  tries,
  wait,
  seconds,
  makers,
}: ArpQuestion): Promise<Result<ArpAnswer[]>> {
  const how = [`--interface=${link}`, '--arpspa=0.0.0.0', '--plain', `--retry=${tries}`, `--timeout=${wait}`];
  const lists = makers ? [] : ['--ouifile=/dev/null', '--macfile=/dev/null'];
  const run = await expectTool('arp-scan', [...how, ...lists, '--ignoredups', ...targets], { seconds });
  return run.ok ? ok(parseArpScan(run.value)) : run;
}

/** `IP TAB MAC TAB MAKER` a line. */
export function parseArpScan(output: string): ArpAnswer[] {
  return output.split('\n').flatMap((line) => {
    const [address = '', hardware = '', maker = ''] = line.split('\t');
    const [ip, mac] = [parseIp(address), parseMac(hardware)];
    if (ip === undefined || mac === undefined) return [];
    return [{ ip, mac, ...(maker === '' || maker.startsWith('(') ? {} : { maker: maker.trim() }) }];
  });
}
