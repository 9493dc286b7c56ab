// SPDX-License-Identifier: Apache-2.0
import { type Link, linkNamed } from '../../model/link.ts';
import { type Driver, MODES, type NetworkSpec, type PoolSpec } from '../../model/network.ts';
import type { Observation } from '../../model/observation.ts';
import { proposeNetwork } from '../../model/propose.ts';
import { freshId } from './fresh-id.ts';
import { isNic, nicUnder } from './lanes.ts';
import { fitnessOf } from './nic-facts.ts';

/** One pool as it is being typed. `reserved`: `name=address`, separated by commas or spaces. */
export interface PoolDraft {
  subnet: string;
  gateway: string;
  range: string;
  reserved: string;
}

const EMPTY: PoolDraft = { subnet: '', gateway: '', range: '', reserved: '' };

/** A network as it is being thought up. What the person has typed stays when another NIC is picked; the rest is proposed anew. */
export class NetworkForm {
  nic = $state('');
  /** 802.1Q id as typed; empty: none. */
  vlan = $state('');
  name = $state('');
  driver = $state<Driver>('macvlan');
  mode = $state('');
  mtu = $state('');
  internal = $state(false);
  pools = $state<PoolDraft[]>([{ ...EMPTY }]);
  #id = freshId();
  #proposed: { name: string; pool: PoolDraft } = { name: '', pool: EMPTY };

  parentIn(observation: Observation): string {
    if (this.vlan.trim() === '') return this.nic;
    const nic = linkNamed(observation.links, this.nic);
    const made = observation.links.find(
      (link) =>
        link.parent === nic?.ifindex && link.vlan !== undefined && String(link.vlan.id) === this.vlan.trim(),
    );
    return made?.name ?? `${this.nic}.${this.vlan.trim()}`;
  }

  /** Picks a parent link by name: a NIC, or a sub-interface with its NIC. */
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
    const [first = EMPTY, ...others] = this.pools;
    if (samePool(first, before.pool)) this.pools = [pool, ...others];
    this.#proposed = { name: wished.name, pool };
  }

  choose(driver: Driver): void {
    this.driver = driver;
    this.mode = '';
  }

  addPool(): void {
    this.pools.push({ ...EMPTY });
  }

  dropPool(at: number): void {
    this.pools.splice(at, 1);
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

  specIn(observation: Observation): NetworkSpec {
    const parent = this.parentIn(observation);
    const mtu = Number(this.mtu);
    const pools = this.pools.filter((pool) => pool.subnet.trim() !== '').map(specOfPool);
    return {
      id: this.#id,
      name: this.name.trim(),
      driver: this.driver,
      ...(this.mode === '' ? {} : { mode: this.mode }),
      ...(parent === '' ? {} : { parent }),
      internal: this.internal,
      ipv6: pools.some(isV6),
      // Without a word against it, Docker adds an IPv4 pool of its own choice.
      ...(pools.length > 0 && pools.every(isV6) ? { ipv4: false } : {}),
      ipam: 'default',
      pools,
      ...(this.mtu.trim() !== '' && Number.isInteger(mtu) && mtu >= 68 && mtu <= 65535 ? { mtu } : {}),
      options: {
        ...(parent === '' ? {} : { parent }),
        ...(this.mode === '' ? {} : { [`${this.driver}_mode`]: this.mode }),
      },
      labels: {},
    };
  }
}

const isV6 = ({ subnet }: PoolSpec): boolean => subnet.includes(':');

const isPoolKey = (key: string | undefined): key is keyof PoolDraft => key !== undefined && key in EMPTY;

const samePool = (a: PoolDraft, b: PoolDraft): boolean =>
  a.subnet === b.subnet && a.gateway === b.gateway && a.range === b.range && a.reserved === b.reserved;

export const writeReserved = (reserved: Readonly<Record<string, string>>): string =>
  Object.entries(reserved)
    .map(([name, address]) => `${name}=${address}`)
    .join(', ');

/** `printer=.200` and bare addresses alike; a bare one is named after itself. */
export const readReserved = (text: string): Record<string, string> =>
  Object.fromEntries(
    text
      .split(/[\s,]+/)
      .filter((word) => word !== '')
      .map((word) => {
        const cut = word.indexOf('=');
        return cut < 0 ? [`kept-${word}`, word] : [word.slice(0, cut), word.slice(cut + 1)];
      }),
  );

const draftOf = (pool: PoolSpec | undefined): PoolDraft =>
  pool === undefined
    ? { ...EMPTY }
    : {
        subnet: pool.subnet,
        gateway: pool.gateway ?? '',
        range: pool.range ?? '',
        reserved: writeReserved(pool.reserved),
      };

export const specOfPool = (draft: PoolDraft): PoolSpec => ({
  subnet: draft.subnet.trim(),
  ...(draft.gateway.trim() === '' ? {} : { gateway: draft.gateway.trim() }),
  ...(draft.range.trim() === '' ? {} : { range: draft.range.trim() }),
  reserved: readReserved(draft.reserved),
});

export const modesOf = (driver: Driver): readonly string[] => MODES[driver];

/** The NIC that most people will want: one that fits, has an address and the default route, else the first that fits. */
export function likelyNic(observation: Observation): Link | undefined {
  const fits = observation.links.filter(
    (link) => isNic(link) && fitnessOf(link, observation).grade === 'fits',
  );
  const out = observation.routes.find((route) => route.to === 'default')?.dev;
  return fits.find((link) => link.name === out) ?? fits.find((link) => link.addresses.length > 0) ?? fits[0];
}
