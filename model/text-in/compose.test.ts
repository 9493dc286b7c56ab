// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { idOf, workstation } from '../testing/host.ts';
import { readText } from './drafts.ts';

const read = (text: string) => readText(text, workstation(), (index) => idOf((index + 1).toString(16)));
const commands = (text: string) => read(text).drafts.map(({ command }) => command);
const said = (text: string) =>
  read(text).drafts.map(({ name, findings }) => [
    name,
    ...findings
      .filter(({ code }) => code.startsWith('text-') || code.startsWith('flag-'))
      .map(({ code, facts }) => `${code} ${Object.values(facts).join(' ')}`.trim()),
  ]);

const FILE = `services:
  web:
    image: nginx:1.27
    container_name: web
    hostname: www
    user: "1000"
    working_dir: /srv
    tty: true
    stdin_open: true
    environment:
      GREETING: it's $$5
      EMPTY: ""
    labels: [a=b]
    entrypoint: [nginx, -g]
    command: daemon off;
    networks:
      lan:
        ipv4_address: 172.16.86.130
        mac_address: 02:de:ad:00:00:01
        aliases: [www]
        gw_priority: 1
      back:
networks:
  lan:
    name: my-lan
    driver: macvlan
    driver_opts: {parent: eth0, macvlan_mode: bridge}
    attachable: true
    ipam:
      config:
        - subnet: 172.16.86.0/24
          ip_range: 172.16.86.128/25
          gateway: 172.16.86.1
          aux_addresses: {printer: 172.16.86.200}
  back:
    name: back
    driver: ipvlan
    internal: true
    enable_ipv6: true
    ipam: {config: [{subnet: fd00:9::/64}]}
`;

test('the whole of a file', () => {
  expect(commands(FILE)).toEqual([
    'docker network create -d macvlan --subnet 172.16.86.0/24 --ip-range 172.16.86.128/25 --gateway 172.16.86.1 --aux-address printer=172.16.86.200 --attachable -o parent=eth0 -o macvlan_mode=bridge my-lan',
    'docker network create -d ipvlan --subnet fd00:9::/64 --internal --ipv6 back',
    "docker run -itd --name web --network name=my-lan,ip=172.16.86.130,mac-address=02:de:ad:00:00:01,gw-priority=1,alias=www --network name=back -h www -w /srv -u 1000 --entrypoint nginx -e 'GREETING=it'\\''s $5' -e EMPTY= -l a=b nginx:1.27 -g daemon 'off;'",
  ]);
});

test('each entry knows its lines', () => {
  const lines = FILE.split('\n');
  const places = read(FILE).drafts.map(({ source: { line, last } }) => [
    lines[line - 1],
    lines[last - 1]?.trim(),
  ]);
  expect(places).toEqual([
    ['  lan:', 'aux_addresses: {printer: 172.16.86.200}'],
    ['  back:', 'ipam: {config: [{subnet: fd00:9::/64}]}'],
    ['  web:', 'back:'],
  ]);
});

test('in the middle of a page, in a list’s code block, with blanks of a web page, beside commands', () => {
  const indented = FILE.split('\n')
    .map((line) => `   ${line}`)
    .join('\r\n');
  const page = `写一个文件：\n\n   \`\`\`yaml\n${indented}\n   \`\`\`\n\n$ docker network ls\n`;
  expect(commands(page)).toEqual(commands(FILE));
  expect(read(page).acts.map(({ command }) => command)).toEqual(['network ls']);
  expect(commands(FILE.replaceAll('  ', '\u00a0\u00a0'))).toEqual(commands(FILE));
});

test('names: a project’s go before, a folder’s cannot be known', () => {
  const file = 'services:\n  a:\n    image: x\n    networks: [lan]\nnetworks:\n  lan:\n    driver: macvlan\n';
  expect(said(file)).toEqual([
    ['lan', 'text-project-unknown lan'],
    ['a', 'text-project-unknown a'],
  ]);
  expect(read(`name: p\n${file}`).drafts.map(({ name, command }) => [name, command])).toEqual([
    ['p_lan', 'docker network create -d macvlan p_lan'],
    ['p-a-1', 'docker run -d --name p-a-1 --network p_lan x'],
  ]);
});

test('networks that are there, the default one, none', () => {
  const file = (service: string, networks: string) =>
    commands(`services:\n  a1:\n    image: x\n    container_name: a1\n${service}networks:\n${networks}`);
  expect(file('    networks: [out]\n', '  out: {external: true, name: lan}\n')).toEqual([
    'docker run -d --name a1 --network lan x',
  ]);
  expect(file('', '  default: {name: lan, driver: macvlan}\n')).toEqual([
    'docker network create -d macvlan lan',
    'docker run -d --name a1 --network lan x',
  ]);
  expect(file('    network_mode: none\n', '  {}\n')).toEqual(['docker run -d --name a1 --network none x']);
});

test('what is not carried out is said, key by key', () => {
  const file = `services:
  a1:
    container_name: a1
    build: .
    ports: ["80:80", {target: 53, published: "53", protocol: udp}]
    volumes: [data:/srv, {type: bind, source: /a, target: /b}]
    depends_on: [b]
    privileged: true
    environment: [HOME]
    env_file: .env
    command: echo \${GREETING}
    network_mode: none
networks:
  lan:
    name: lan
    driver: macvlan
    ipam: {options: {a: b}, config: [{subnet: 10.9.0.0/24, x-note: 1}]}
`;
  expect(said(file)).toEqual([
    ['lan', 'text-key-left-out options networks.lan.ipam'],
    [
      'a1',
      'text-key-left-out build services.a1',
      'text-key-left-out depends_on services.a1',
      'text-service-bare a1',
      `text-variable $${'{GREETING}'}`,
      'text-flag-left-out --privileged run',
      'text-flag-left-out --volume=data:/srv run',
      'text-flag-left-out --volume=/a:/b run',
      'flag-idle --publish run',
      'text-value-elsewhere --env-file .env',
      'text-value-elsewhere -e HOME',
    ],
  ]);
});

/** Text, and what is wrong with it. */
test.each([
  ['services:\n  a: [b\n', 'text-compose-bad'],
  ['services:\n  a:\n b: 1\n', 'text-compose-bad'],
  ['services: &a\n  x: *b\n', 'text-compose-bad'],
])('%j', (text, code) => {
  const { drafts } = read(text);
  expect(drafts.map(({ change, findings }) => [change, findings[0]?.code])).toEqual([[undefined, code]]);
});

test('a thousand aliases of a thousand are not followed', () => {
  const levels = Array.from({ length: 12 }, (_, at) => `x-${at + 1}: &l${at + 1} [${`*l${at},`.repeat(9)}]`);
  const [bomb] = read(
    `x-0: &l0 [a]\n${levels.join('\n')}\nservices: {a: {image: *l12}}\nnetworks:\n  b:\n`,
  ).drafts;
  expect(bomb?.findings.map(({ code }) => code)).toEqual(['text-compose-bad']);
});

test('other YAML, and sentences with a colon, are none', () => {
  expect(read('name: foo\nversion: 2\n')).toEqual({ drafts: [], acts: [] });
  expect(read('services: three of them\nnetworks: two\n')).toEqual({ drafts: [], acts: [] });
});
