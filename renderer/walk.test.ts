// SPDX-License-Identifier: Apache-2.0
import {
  cleanup,
  configure,
  fireEvent,
  screen as page,
  render,
  waitFor,
  within,
} from '@testing-library/svelte';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import AppFrame from './frame/app-frame.svelte';
import { Host } from './host/host.svelte.ts';
import { FakeHost } from './practice/fake-host.ts';
import type { Scene } from './practice/scene.ts';
import { App } from './state/app.svelte.ts';

// Only a limit: each is awaited by what appears, and a busy machine takes longer than the second that is usual.
configure({ asyncUtilTimeout: 15_000 });

/** The whole app over the practice host, at a place. */
async function open(scene: Scene, at = 'overview', language: 'en' | 'zh-CN' = 'en'): Promise<FakeHost> {
  history.replaceState(null, '', `#/${at}`);
  const fake = new FakeHost(scene, { theme: 'system', language }, 1);
  const app = new App(new Host(fake.client()));
  render(AppFrame, { props: { app } });
  await app.start();
  fake.beat();
  await page.findByRole('heading', { level: 1 });
  return fake;
}

const type = (label: string, text: string): Promise<boolean> =>
  fireEvent.input(page.getByLabelText(label), { target: { value: text } });
const click = (name: string | RegExp): Promise<boolean> =>
  fireEvent.click(page.getByRole('button', { name }));

const nic = (name: RegExp): HTMLElement =>
  within(page.getByRole('radiogroup', { name: 'NIC' })).getByRole('radio', { name });

beforeEach(() => {
  Object.defineProperty(navigator, 'languages', { value: ['en'], configurable: true });
});
afterEach(cleanup);

describe('New network', () => {
  it('proposes what fits, shows the plan as commands, and makes it', async () => {
    const fake = await open('well', 'new-network?about=br0');
    await type('VLAN', '60');
    await type('Subnet', '192.168.60.0/24');
    expect(page.getByText('ip link add link br0 name br0.60 type vlan id 60')).toBeTruthy();
    await click('Create br0-60-lan');
    await waitFor(() => expect(fake.seen.networks.map((one) => one.spec.name)).toContain('br0-60-lan'), {
      timeout: 4000,
    });
    await page.findByRole('heading', { level: 1, name: 'Networks' });
    expect(page.getByRole('complementary', { name: 'Details' }).textContent).toContain('192.168.60.0/24');
  });

  it('judges each field as it is typed, and repairs it', async () => {
    await open('well', 'new-network?about=br0');
    await type('Range given out', '192.168.20.200/27');
    const range = page.getByLabelText('Range given out');
    expect(range.getAttribute('aria-invalid')).toBe('true');
    expect((page.getByRole('button', { name: /^Create/ }) as HTMLButtonElement).disabled).toBe(true);
    await click('Use 192.168.20.192/27');
    expect((range as HTMLInputElement).value).toBe('192.168.20.192/27');
    expect(range.getAttribute('aria-invalid')).toBe('false');
  });

  it('refuses a bridge port and offers the bridge', async () => {
    await open('well', 'new-network?about=enp6s0');
    expect(page.getByText(/enp6s0 is a port of bridge br0/)).toBeTruthy();
    await click('Use br0');
    expect((nic(/^br0/) as HTMLInputElement).checked).toBe(true);
  });

  it('a virtual machine’s NIC: what its switch must let pass, or ipvlan with one click', async () => {
    await open('vm', 'new-network?about=eth0');
    expect(page.getByText(/eth0 is the NIC of a VMware virtual machine/)).toBeTruthy();
    expect(page.getByText(/NetworkManager configures eth0/)).toBeTruthy();
    await click('Use ipvlan l2');
    const shared = page.getByRole('radio', { name: /Share the NIC’s MAC/ }) as HTMLInputElement;
    expect(shared.checked).toBe(true);
    expect(page.queryByText(/VMware virtual machine/)).toBeNull();
  });

  it('a NIC’s panel repairs by beginning the network that would do', async () => {
    await open('well', 'nics?nic=wlan0');
    await click('Use ipvlan l2');
    expect((nic(/^wlan0/) as HTMLInputElement).checked).toBe(true);
    expect((page.getByRole('radio', { name: /Share the NIC’s MAC/ }) as HTMLInputElement).checked).toBe(true);
  });

  it('shows the VLANs that are there with what uses them, and takes any other number', async () => {
    await open('well', 'new-network?about=eth0');
    const there = within(page.getByRole('radiogroup', { name: 'Already on eth0' }));
    await fireEvent.click(there.getByRole('radio', { name: /50 .*eth0\.50 .*network iot/ }));
    const vlan = page.getByLabelText('VLAN') as HTMLInputElement;
    expect(vlan.value).toBe('50');
    await type('VLAN', '218');
    expect(page.getByText('ip link add link eth0 name eth0.218 type vlan id 218')).toBeTruthy();
    await type('VLAN', '4095');
    expect(vlan.getAttribute('aria-invalid')).toBe('true');
    const described = vlan.getAttribute('aria-describedby') ?? '';
    expect(document.getElementById(described)?.textContent).toContain('4095');
  });

  it('refuses what is no number, and makes no plan without it', async () => {
    await open('well', 'new-network?about=br0');
    await type('MTU', 'abc');
    expect(page.getByText(/abc is not an MTU/)).toBeTruthy();
    expect((page.getByRole('button', { name: /^Create/ }) as HTMLButtonElement).disabled).toBe(true);
    expect(page.getByText(/There is no plan yet/)).toBeTruthy();
  });

  it('keeps what was typed when another NIC is picked', async () => {
    await open('well', 'new-network?about=br0');
    const name = page.getByLabelText('Name');
    await fireEvent.input(name, { target: { value: 'mine' } });
    await fireEvent.click(nic(/enp5s0/));
    expect((name as HTMLInputElement).value).toBe('mine');
    expect((page.getByLabelText('Subnet') as HTMLInputElement).value).toBe('');
  });

  it('says what a failure left over, with the command for it', async () => {
    await open('leftover', 'new-network?about=br0');
    await type('VLAN', '60');
    await type('Subnet', '192.168.60.0/24');
    await click(/^Create/);
    const alert = await page.findByRole('alert', {}, { timeout: 4000 });
    expect(alert.textContent).toContain('ip link delete eth0.60');
    await click('Back to the plan');
    expect(page.getByRole('button', { name: /^Create/ })).toBeTruthy();
  });

  it('does nothing when the host has changed since the plan was read', async () => {
    const fake = await open('stale', 'new-network?about=br0');
    await click(/^Create/);
    expect((await page.findByRole('alert')).textContent).toContain('The host has changed');
    expect(fake.seen.networks).toHaveLength(2);
  });

  it('waits for the password', async () => {
    await open('elevating', 'new-network?about=br0');
    await click(/^Create/);
    expect((await page.findByText(/Nothing has been changed yet/)).textContent).toBeTruthy();
  });
});

describe('a container', () => {
  it('is run with the next free address, and shown', async () => {
    const fake = await open('well', 'run');
    await type('Name', 'cache');
    await click('Run cache');
    await waitFor(() => expect(fake.seen.containers.at(-1)?.state.status).toBe('running'), { timeout: 8000 });
    const panel = await page.findByRole('complementary', { name: 'Details' }, { timeout: 4000 });
    await waitFor(() => expect(panel.textContent).toContain('172.16.86.196'));
  }, 15_000);

  it('tells its way out, live', async () => {
    const fake = await open('well');
    await click(/^Reachable web/);
    const panel = page.getByRole('complementary', { name: 'Details' });
    expect(within(panel).getByText('172.16.86.1')).toBeTruthy();
    fake.change({
      ...fake.seen,
      links: fake.seen.links.map((one) => (one.name === 'eth0' ? { ...one, carrier: false } : one)),
    });
    await waitFor(() => expect(panel.textContent).toContain('No cable'));
    expect(page.getByRole('contentinfo').textContent).toContain('eth0 lost its signal');
  });

  it.each([
    ['bound', 10_000, 'Held', /59 min/],
    ['bound', -5000, 'Not renewed in time', /59 min/],
    ['bound', -3_700_000, 'Run out', /none/],
    ['lost', 10_000, 'Lost', /without an IPv4 address/],
  ] as const)(
    'with a lease that is %s, %i ms before it should be renewed: %s',
    async (state, ahead, word, more) => {
      const fake = await open('well');
      const seen = fake.seen;
      const hour = 3_600_000;
      // Renewed at half of its time, and 15 s are forgiven.
      const renewed = seen.at + ahead - hour - 15_000;
      const lease = {
        state,
        address: '172.16.86.101/24',
        seconds: 7200,
        obtained: renewed,
        renewed,
        dns: [],
      };
      fake.change({
        ...seen,
        networks: seen.networks.map((one) => ({ ...one, spec: { ...one.spec, ipam: 'dhcp' } })),
        containers: seen.containers.map((one) => ({
          ...one,
          endpoints: one.endpoints.map((endpoint) => ({
            ...endpoint,
            lease: { ...lease, server: '172.16.86.1' },
          })),
        })),
      });
      await click(/^Reachable web/);
      const panel = page.getByRole('complementary', { name: 'Details' });
      await waitFor(() => expect(panel.textContent).toContain(word));
      expect(panel.textContent).toMatch(more);
    },
  );

  it('with a hostile name is text', async () => {
    await open('hostile');
    expect(page.getByText('<img src=x onerror=alert(1)>')).toBeTruthy();
    expect(document.querySelector('img, script')).toBeNull();
  });
});

describe('states', () => {
  it('a lost helper: says since when, and tries again', async () => {
    const fake = await open('well');
    fake.turn({ state: 'lost' });
    expect((await page.findByRole('alert')).textContent).toMatch(/last known at \d\d:\d\d:\d\d/);
    await click('Try now');
    await waitFor(() => expect(page.queryByRole('alert')).toBeNull());
  });

  it('an empty host offers one step', async () => {
    await open('empty');
    await click('New network');
    expect((nic(/eth0/) as HTMLInputElement).checked).toBe(true);
    expect((page.getByRole('button', { name: 'Create eth0-lan' }) as HTMLButtonElement).disabled).toBe(false);
  });

  it('what only root may read is said to be unread, not absent', async () => {
    await open('unread');
    expect(page.getByText(/only root may read/)).toBeTruthy();
  });

  it('language and theme are switched and remembered', async () => {
    await open('well');
    await click('中文');
    expect(page.getByRole('button', { name: /概览/ })).toBeTruthy();
    expect(document.documentElement.lang).toBe('zh-CN');
    await click(/外观/);
    expect(document.documentElement.dataset.theme).toBe('dark');
  });
});
