// SPDX-License-Identifier: Apache-2.0
import type { Finding } from '../../model/finding.ts';
import { PROBE_OPTION } from '../../model/lan/answered.ts';
import { linkNamed } from '../../model/link.ts';
import { DRIVERS, type Driver, type NetworkSpec, type PoolSpec } from '../../model/network.ts';
import { parentFor } from '../../model/nic/sub-interfaces.ts';
import type { Observation } from '../../model/observation.ts';
import { readMtu } from '../../model/preflight/typed.ts';
import { type ProposedIpv6, proposeIpv6, proposeNetwork } from '../../model/propose.ts';
import { freshId } from './fresh-id.ts';
import { nicUnder } from './lanes.ts';
import type { Ipam } from './network-choices.ts';
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

/** What the form has no field for. */
export type KeptOfNetwork = Pick<NetworkSpec, 'attachable' | 'ipv6' | 'options' | 'labels'>;

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
  ipam = $state<Ipam>('default');
  /** IPv6 addresses from router advertisements, beside those of IPv6 pools. */
  slaac = $state(false);
  /** Whether the LAN is asked before an address is given. */
  probe = $state(true);
  hostAccess = $state(false);
  pools = $state<PoolDraft[]>([{ ...EMPTY_POOL }]);
  /** What a draft asks for beyond the fields. */
  kept = $state.raw<KeptOfNetwork>({ ipv6: false, options: {}, labels: {} });
  #id = freshId();
  #proposed: { name: string; pool: PoolDraft } = { name: '', pool: EMPTY_POOL };

  /** What of the texts would not come into the spec: said before there is a plan to judge. */
  typed = $derived<Finding[]>([
    ...readMtu(this.mtu).findings,
    ...this.pools.flatMap((pool, at) => (this.shows(pool, at) ? judgeDraft(pool, at) : [])),
  ]);

  /** Without a NIC there is no LAN that could lease. */
  leased = $derived(this.ipam === 'dhcp' && this.nic !== '');

  /** DHCP leases IPv4: then pools are IPv6, and the first draft stays what it was. */
  shows({ subnet }: PoolDraft, at: number): boolean {
    return !this.leased || subnet.includes(':') || (at > 0 && !subnet.includes('.'));
  }

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

  /** Where the parent's own IPv6 can be had from, while no pool is IPv6. */
  ipv6In(observation: Observation): ProposedIpv6 | undefined {
    if (this.pools.some(({ subnet }) => subnet.includes(':'))) return undefined;
    return proposeIpv6(this.parentIn(observation), observation);
  }

  /** Puts a finding's repair into its field: `parent`, `driver`, `name`, `pools.0.range`… */
  repair(field: string, value: string, observation: Observation): void {
    const [head, at, key] = field.split('.');
    const pool = this.pools[Number(at)];
    const driver = DRIVERS.find((one) => one === value);
    if (head === 'parent') this.pick(value, observation);
    else if (head === 'driver' && driver) this.choose(driver);
    else if (head === 'name') this.name = value;
    else if (head === 'mtu') this.mtu = value;
    else if (head === 'pools' && pool && isPoolKey(key)) pool[key] = value;
  }

  /** Findings about the spec's pools, told of the drafts they came from: a draft without a subnet is in no spec. */
  placed(findings: readonly Finding[]): Finding[] {
    const at = this.pools.flatMap((pool, index) => (this.#isAsked(pool, index) ? [index] : []));
    const place = (field: string): string =>
      field.replace(/^pools\.(\d+)/, (_, index) => `pools.${at[Number(index)] ?? index}`);
    return findings.map((one) => ({
      ...one,
      ...(one.field === undefined ? {} : { field: place(one.field) }),
      ...(one.repair === undefined ? {} : { repair: { ...one.repair, field: place(one.repair.field) } }),
    }));
  }

  #isAsked(pool: PoolDraft, at: number): boolean {
    return this.shows(pool, at) && hasSubnet(pool);
  }

  specIn(observation: Observation): NetworkSpec {
    const parent = this.parentIn(observation);
    const mtu = readMtu(this.mtu).value;
    const pools = this.pools.filter((pool, at) => this.#isAsked(pool, at)).map(specOfPool);
    const flag = this.driver === 'ipvlan' ? this.flag : '';
    return {
      id: this.#id,
      name: this.name.trim(),
      driver: this.driver,
      ...given('mode', this.mode),
      ...given('flag', flag),
      ...given('parent', parent),
      internal: this.internal,
      ...this.kept,
      ipv6: this.kept.ipv6 || pools.some(isV6),
      // Without a word against it, Docker adds an IPv4 pool of its own choice: what a draft that is left empty promises.
      ...(!this.leased && pools.length > 0 && pools.every(isV6) && this.pools.every(hasSubnet)
        ? { ipv4: false }
        : {}),
      ...(this.slaac && this.nic !== '' ? { slaac: true } : {}),
      ipam: this.leased ? 'dhcp' : 'default',
      pools,
      ...(mtu === undefined ? {} : { mtu }),
      ...(this.hostAccess ? { hostAccess: true } : {}),
      options: {
        ...this.kept.options,
        ...given('parent', parent),
        ...given(`${this.driver}_mode`, this.mode),
        ...given('ipvlan_flag', flag),
        ...given(PROBE_OPTION, this.probe ? '' : 'off'),
      },
    };
  }
}

const given = (key: string, text: string): Record<string, string> => (text === '' ? {} : { [key]: text });

const isV6 = ({ subnet }: PoolSpec): boolean => subnet.includes(':');
