// SPDX-License-Identifier: Apache-2.0
import { LANGUAGES, THEMES } from '../../model/shell-contract.ts';
import { open } from '../open.ts';
import { FakeHost } from './fake-host.ts';
import { readScene } from './scene.ts';

const asked = new URLSearchParams(location.search);
const language = LANGUAGES.find((one) => one === asked.get('language'));
const theme = THEMES.find((one) => one === asked.get('theme')) ?? 'system';
const scene = readScene(location.search);
const host = new FakeHost(scene, { theme, ...(language === undefined ? {} : { language }) });

void open(host.client()).then(() => {
  for (let beat = 0; beat < 40; beat++) host.beat();
  if (scene === 'trouble') {
    const down = host.seen.links.map((link) => (link.name === 'enp6s0' ? { ...link, carrier: false } : link));
    host.change({ ...host.seen, links: down });
  }
  if (scene === 'lost') host.turn({ state: 'lost' });
  else if (!asked.has('still')) setInterval(() => host.beat(), 1000);
});
Object.assign(window, { practice: host });
