// SPDX-License-Identifier: Apache-2.0
import { type App, expect } from './app.ts';
import { choice, field, go } from './person.ts';

export interface WantedPool {
  subnet: string;
  gateway: string;
  range?: string;
  reserved?: string;
}

/** A network as a person would have it; what is left out stays as proposed. */
export interface WantedNetwork {
  name: string;
  /** Undefined: no NIC. */
  nic: string | undefined;
  vlan?: string;
  driver?: 'macvlan' | 'ipvlan';
  pools: readonly WantedPool[];
}

const KEYS = ['subnet', 'gateway', 'range', 'reserved'] as const;

/** Opens New network and fills all of it in. */
export async function fillNetwork(app: App, wanted: WantedNetwork): Promise<void> {
  const { page, w } = app;
  await go(app, 'networks');
  await app.button(w('network.new')).click();
  const nic = wanted.nic === undefined ? w('where.no-nic') : wanted.nic;
  await choice(app, 'where.nic', new RegExp(`^${nic}`)).check({ force: true });
  if (wanted.vlan !== undefined) await field(app, 'where.vlan').fill(wanted.vlan);
  if (wanted.driver !== undefined) await page.getByRole('radio', { name: w(`how.${wanted.driver}`) }).check();
  for (const [at, pool] of wanted.pools.entries()) {
    if (at > 0) await app.button(w('addresses.add')).click();
    for (const key of KEYS) await page.locator(`#pool-${at}-${key}`).fill(pool[key] ?? '');
  }
  await field(app, 'name.label').fill(wanted.name);
}

/** Agrees to what the form says; the network's panel is open afterwards. */
export async function submitNetwork(app: App, name: string): Promise<void> {
  await app.button(app.w('verb.network-create', { name })).click();
  await expect(app.details.getByRole('heading', { name, exact: true })).toBeVisible();
}
