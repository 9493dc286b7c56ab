// SPDX-License-Identifier: Apache-2.0
import type { Finding } from '../../model/finding.ts';
import { type Link, linkNamed } from '../../model/link.ts';
import { type Driver, IPVLAN_FLAGS, MODES, type NetworkSpec, type PoolSpec } from '../../model/network.ts';
import { parentFor } from '../../model/nic/sub-interfaces.ts';
import type { Observation } from '../../model/observation.ts';
import { readMtu } from '../../model/preflight/typed.ts';
import { proposeNetwork, proposePool } from '../../model/propose.ts';
import { freshId } from './fresh-id.ts';
import { nicsOf, nicUnder } from './lanes.ts';
import { fitnessOf } from './nic-facts.ts';
import {
  draftOf,
  EMPTY_POOL,
  hasSubnet,
  isPoolKey,
  judgeDraft,
  type PoolDraft,
  samePool,
  specOfPool,
} from './pool-draft.ts';

/** A network as it is being thought up. What the person has typed stays when another NIC is picked; the rest is proposed anew. */
export class NetworkForm {
  /** Name of the NIC; empty: none, a link of the network's own. */
  nic = $state('');
  /** 802.1Q id as typed; empty: none. */
  vlan = $state('');
  name = $state('');
  driver = $state<Driver>('macvlan');
  /** Empty: the driver's default. */
  mode = $state('');
  /** ipvlan's; empty: its default. */
  flag = $state('');
  mtu = $state('');
  internal = $state(false);
  pools = $state<PoolDraft[]>([{ ...EMPTY_POOL }]);
  #id = freshId();
  #proposed: { name: string; pool: PoolDraft } = { name: '', pool: EMPTY_POOL };

  /** What of the texts would not come into the spec: said before there is a plan to judge. */
  typed = $derived<Finding[]>([...readMtu(this.mtu).findings, ...this.pools.flatMap(judgeDraft)]);

  parentIn(observation: Observation): string {
    return parentFor(this.nic, this.vlan, observation);
  }

  /** Picks a parent link by name: a NIC, a sub-interface with its NIC, or none. */
  pick(name: string, observation: Observation): void {
    const link = linkNamed(observation.links, name);
    this.nic = nicUnder(observation.links, name)?.name ?? name;
    this.vlan = link?.vlan === undefined ? '' : String(link.vlan.id);
    this.driver = link?.medium === 'wifi' ? 'ipvlan' : this.driver;
    this.propose(observation);
  }

  propose(observation: Observation): void {
    const wished = proposeNetwork(this.#id, this.parentIn(observation), observation);
    const pool = draftOf(wished.pools[0]);
    const before = this.#proposed;
    if (this.name === before.name) this.name = wished.name;
    const [first = EMPTY_POOL, ...others] = this.pools;
    if (samePool(first, before.pool)) this.pools = [pool, ...others];
    this.#proposed = { name: wished.name, pool };
  }

  choose(driver: Driver): void {
    this.driver = driver;
    this.mode = '';
    this.flag = '';
  }

  addPool(pool?: PoolSpec): void {
    this.pools.push(draftOf(pool));
  }

  dropPool(at: number): void {
    this.pools.splice(at, 1);
  }

  /** The parent's own IPv6 subnet, while no pool is IPv6. */
  ipv6In(observation: Observation): PoolSpec | undefined {
    if (this.pools.some(({ subnet }) => subnet.includes(':'))) return undefined;
    return proposePool(6, this.parentIn(observation), observation);
  }

  /** Puts a finding's repair into its field: `parent`, `name`, `pools.0.range`… */
  repair(field: string, value: string, observation: Observation): void {
    const [head, at, key] = field.split('.');
    const pool = this.pools[Number(at)];
    if (head === 'parent') this.pick(value, observation);
    else if (head === 'name') this.name = value;
    else if (head === 'mtu') this.mtu = value;
    else if (head === 'pools' && pool && isPoolKey(key)) pool[key] = value;
  }

  /** Findings about the spec's pools, told of the drafts they came from: a draft without a subnet is in no spec. */
  placed(findings: readonly Finding[]): Finding[] {
    const at = this.pools.flatMap((pool, index) => (hasSubnet(pool) ? [index] : []));
    const place = (field: string): string =>
      field.replace(/^pools\.(\d+)/, (_, index) => `pools.${at[Number(index)] ?? index}`);
    return findings.map((one) => ({
      ...one,
      ...(one.field === undefined ? {} : { field: place(one.field) }),
      ...(one.repair === undefined ? {} : { repair: { ...one.repair, field: place(one.repair.field) } }),
    }));
  }

  specIn(observation: Observation): NetworkSpec {
    const parent = this.parentIn(observation);
    const mtu = readMtu(this.mtu).value;
    const pools = this.pools.filter(hasSubnet).map(specOfPool);
    const flag = this.driver === 'ipvlan' ? this.flag : '';
    return {
      id: this.#id,
      name: this.name.trim(),
      driver: this.driver,
      ...given('mode', this.mode),
      ...given('flag', flag),
      ...given('parent', parent),
      internal: this.internal,
      ipv6: pools.some(isV6),
      // Without a word against it, Docker adds an IPv4 pool of its own choice: what a draft that is left empty promises.
      ...(pools.length > 0 && pools.every(isV6) && this.pools.every(hasSubnet) ? { ipv4: false } : {}),
      ipam: 'default',
      pools,
      ...(mtu === undefined ? {} : { mtu }),
      options: {
        ...given('parent', parent),
        ...given(`${this.driver}_mode`, this.mode),
        ...given('ipvlan_flag', flag),
      },
      labels: {},
    };
  }
}

const given = (key: string, text: string): Record<string, string> => (text === '' ? {} : { [key]: text });

const isV6 = ({ subnet }: PoolSpec): boolean => subnet.includes(':');

/** A driver's modes, and ipvlan's flags; the first is the default. */
export const modesOf = (driver: Driver): readonly string[] => MODES[driver];
export const flagsOf = (driver: Driver): readonly string[] => (driver === 'ipvlan' ? IPVLAN_FLAGS : []);

/** The NIC that most people will want: one that fits, has an address and the default route, else the first that fits. */
export function likelyNic(observation: Observation): Link | undefined {
  const fits = nicsOf(observation).filter((link) => fitnessOf(link, observation).grade === 'fits');
  const out = observation.routes.find((route) => route.to === 'default')?.dev;
  return fits.find((link) => link.name === out) ?? fits.find((link) => link.addresses.length > 0) ?? fits[0];
}
