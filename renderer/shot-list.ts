// SPDX-License-Identifier: Apache-2.0
import type { Page } from '@playwright/test';
import { PAGE_TEXT } from './practice/page-text.ts';
import type { Scene } from './practice/scene.ts';

export interface Shot {
  name: string;
  scene?: Scene;
  /** The place in the app, as in its address. */
  at?: string;
  size?: { width: number; height: number };
  languages?: readonly string[];
  themes?: readonly ('light' | 'dark')[];
  steps?: (page: Page) => Promise<void>;
}

const chip = (name: string) => async (page: Page) => {
  await page.locator('.chip', { hasText: name }).first().click();
};
const submit = async (page: Page): Promise<void> => {
  await page.locator('button.go').click();
};

const paste = async (page: Page): Promise<void> => {
  await page.locator('.source textarea').fill(PAGE_TEXT);
  await page.locator('.drafts footer').waitFor();
};
const exported = (target: string) => async (page: Page) => {
  await page.locator('.head .button').first().click();
  await page.locator('.dialog .segments label', { hasText: target }).click();
};

export const SHOTS: readonly Shot[] = [
  { name: '01-overview' },
  { name: '02-overview-trouble', scene: 'trouble' },
  { name: '03-overview-empty', scene: 'empty' },
  { name: '04-container', steps: chip('web') },
  { name: '05-container-trouble', scene: 'trouble', steps: chip('zigbee2mqtt') },
  { name: '06-nics', at: 'nics?nic=wlan0' },
  {
    name: '07-networks',
    at: 'networks',
    steps: (page) => page.getByRole('button', { name: 'lan', exact: true }).click(),
  },
  { name: '08-containers', at: 'containers' },
  { name: '09-new-network', at: 'new-network?about=enp5s0' },
  {
    name: '10-new-network-vlan',
    at: 'new-network',
    steps: async (page) => {
      await page.locator('#vlan').fill('60');
      await page.locator('#pool-0-subnet').fill('192.168.60.0/24');
      await page.locator('#pool-0-range').fill('192.168.60.130/25');
      await page.locator('#pool-0-gateway').fill('192.168.61.1');
    },
  },
  {
    name: '11-new-network-port',
    at: 'new-network',
    steps: (page) => page.locator('label', { hasText: 'enp6s0' }).click(),
  },
  { name: '12-run', at: 'run' },
  {
    name: '13-run-wrong',
    at: 'run',
    steps: async (page) => {
      await page.locator('#endpoints-0-ip').fill('172.16.86.193');
      await page.locator('#image').fill('ghcr.io/x/y:1');
      await page.locator('#endpoints-0-mac').fill('01:00:5e:00:00:01');
      await page.locator('#env').fill('TZ');
    },
  },
  {
    name: '30-new-network-vlans',
    at: 'new-network?about=eth0',
    steps: async (page) => {
      await page.locator('#vlan').fill('218');
      await page.locator('#pool-0-subnet').fill('192.168.218.0/24');
      await page.locator('#pool-0-range').fill('192.168.218.128/26');
    },
  },
  {
    name: '31-new-network-ipv6',
    at: 'new-network?about=eth0',
    steps: async (page) => {
      await page.locator('input[value=ipvlan]').check();
      await page.locator('.adds .link').first().click();
      await page.locator('.screen').evaluate((screen) => screen.scrollTo(0, 900));
    },
  },
  {
    name: '32-run-two',
    at: 'run',
    steps: async (page) => {
      await page.locator('.add').click();
      await page.locator('.screen').evaluate((screen) => screen.scrollTo(0, 420));
    },
  },
  { name: '33-images', at: 'images' },
  {
    name: '34-connect',
    steps: async (page) => {
      await chip('web')(page);
      await page.locator('.actions button').last().click();
      await page.locator('.choice').first().click();
      await page.locator('.dialog').waitFor();
    },
  },
  { name: '35-nics-vm', scene: 'vm', at: 'nics?nic=eth0' },
  { name: '36-new-network-vm', scene: 'vm', at: 'new-network?about=eth0' },
  { name: '14-activity', at: 'activity?entry=2' },
  { name: '15-settings', at: 'settings' },
  { name: '16-lost', scene: 'lost' },
  { name: '17-readonly', scene: 'readonly' },
  { name: '18-unread', scene: 'unread' },
  {
    name: '19-failed',
    scene: 'leftover',
    at: 'new-network?about=eth0',
    steps: async (page) => {
      await page.locator('#vlan').fill('60');
      await page.locator('#pool-0-subnet').fill('192.168.60.0/24');
      await submit(page);
      await page.getByRole('alert').waitFor();
    },
  },
  {
    name: '20-stale',
    scene: 'stale',
    at: 'new-network?about=br0',
    steps: async (page) => {
      await submit(page);
      await page.getByRole('alert').waitFor();
    },
  },
  { name: '21-password', scene: 'elevating', at: 'new-network?about=br0', steps: submit },
  {
    name: '22-stop',
    steps: async (page) => {
      await chip('web')(page);
      await page.locator('.actions .button').nth(2).click();
      await page.locator('.dialog').waitFor();
    },
  },
  {
    name: '23-shell',
    steps: async (page) => {
      await chip('web')(page);
      await page.locator('.actions .button').nth(0).click();
      await page.waitForTimeout(300);
    },
  },
  {
    name: '24-logs',
    steps: async (page) => {
      await chip('web')(page);
      await page.locator('.actions .button').nth(1).click();
      await page.waitForTimeout(200);
    },
  },
  { name: '25-many', scene: 'many', languages: ['en'] },
  { name: '26-hostile', scene: 'hostile', languages: ['en'], steps: chip('img') },
  { name: '27-small', scene: 'trouble', size: { width: 1024, height: 700 }, steps: chip('zigbee2mqtt') },
  {
    name: '28-large',
    scene: 'trouble',
    size: { width: 2560, height: 1440 },
    languages: ['en'],
    steps: chip('web'),
  },
  {
    name: '29-small-new',
    at: 'new-network?about=eth0',
    size: { width: 1024, height: 700 },
    languages: ['en'],
  },
  { name: '40-paste-empty', at: 'paste' },
  { name: '41-paste', at: 'paste', steps: paste },
  {
    name: '42-paste-made',
    at: 'paste',
    steps: async (page) => {
      await paste(page);
      await page.locator('.drafts footer .primary').click();
      await page.locator('.drafts footer .primary').waitFor({ timeout: 20_000 });
    },
  },
  {
    name: '43-paste-failed',
    scene: 'leftover',
    at: 'paste',
    steps: async (page) => {
      await paste(page);
      await page.locator('.drafts footer .primary').click();
      await page.getByRole('alert').waitFor();
    },
  },
  { name: '44-paste-small', at: 'paste', size: { width: 1024, height: 700 }, steps: paste },
  {
    name: '45-paste-large',
    at: 'paste',
    size: { width: 3840, height: 2160 },
    languages: ['en'],
    steps: paste,
  },
  { name: '46-export-compose', at: 'networks', steps: exported('Compose') },
  { name: '47-export-networkd', at: 'networks', steps: exported('networkd') },
  {
    name: '48-export-small',
    at: 'networks',
    size: { width: 1024, height: 700 },
    languages: ['en'],
    steps: exported('Multus'),
  },
];
