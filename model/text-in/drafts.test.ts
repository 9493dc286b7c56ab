// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { isError } from '../finding.ts';
import type { Observation } from '../observation.ts';
import { idOf, link, workstation } from '../testing/host.ts';
import { readText } from './drafts.ts';
import { TUTORIAL } from './tutorial.ts';

const read = (text: string, host: Observation = workstation()) =>
  readText(text, host, (index) => idOf((index + 1).toString(16)));

const codes = (findings: readonly { code: string }[]) => findings.map(({ code }) => code);

test('the tutorial: seven networks and two containers, in order', () => {
  const { drafts } = read(TUTORIAL);
  expect(drafts.map(({ kind, name, command }) => [kind, name, command])).toEqual([
    [
      'network',
      'pub_net',
      'docker network create -d macvlan --subnet 172.16.86.0/24 --gateway 172.16.86.1 -o parent=eth0 pub_net',
    ],
    [
      'network',
      'macnet32',
      'docker network create -d macvlan --subnet 192.168.32.0/24 --ip-range 192.168.32.128/25 --gateway 192.168.32.254 --aux-address my-router=192.168.32.129 -o parent=eth0 macnet32',
    ],
    [
      'network',
      'macvlan50',
      'docker network create -d macvlan --subnet 192.168.50.0/24 --gateway 192.168.50.1 -o parent=eth0.50 macvlan50',
    ],
    [
      'network',
      'ipvlan210',
      'docker network create -d ipvlan --subnet 192.168.210.0/24 --gateway 192.168.210.254 --subnet 192.168.212.0/24 --gateway 192.168.212.254 -o ipvlan_mode=l2 ipvlan210',
    ],
    [
      'network',
      'macvlan216',
      'docker network create -d macvlan --subnet 192.168.216.0/24 --gateway 192.168.216.1 --subnet 192.168.218.0/24 --gateway 192.168.218.1 --subnet 2001:db8:abc8::/64 --gateway 2001:db8:abc8::10 -o parent=eth0.218 -o macvlan_mode=bridge macvlan216',
    ],
    [
      'network',
      'my-macvlan-net',
      'docker network create -d macvlan --subnet 172.16.86.0/24 --gateway 172.16.86.1 -o parent=eth0 my-macvlan-net',
    ],
    [
      'network',
      'my-8021q-macvlan-net',
      'docker network create -d macvlan --subnet 172.16.86.0/24 --gateway 172.16.86.1 -o parent=eth0.10 my-8021q-macvlan-net',
    ],
    [
      'container',
      'my-macvlan-alpine',
      'docker run --rm -itd --name my-macvlan-alpine --network my-macvlan-net alpine:latest ash',
    ],
    [
      'container',
      'my-second-macvlan-alpine',
      'docker run --rm -itd --name my-second-macvlan-alpine --network my-8021q-macvlan-net alpine:latest ash',
    ],
  ]);
});

test('the tutorial: what is said of each draft', () => {
  const { drafts } = read(TUTORIAL);
  const said = Object.fromEntries(
    drafts.map(({ name, findings }) => [
      name,
      codes(findings.filter(({ code }) => code !== 'host-cannot-reach')),
    ]),
  );
  expect(said).toEqual({
    pub_net: [],
    macnet32: [],
    macvlan50: ['text-break-lost'],
    ipvlan210: ['parent-dummy'],
    macvlan216: [],
    'my-macvlan-net': ['subnet-overlaps'],
    'my-8021q-macvlan-net': [],
    'my-macvlan-alpine': ['text-network-refused'],
    'my-second-macvlan-alpine': [],
  });
  const facts = drafts.map(({ findings }) => findings.find(isError)?.facts);
  expect(facts[5]).toMatchObject({ network: 'pub_net', parent: 'eth0' });
  expect(drafts[2]?.findings[0]?.facts).toEqual({
    after: ['--subnet=192.168.50.0/24', '--gateway=192.168.50.1', '-o parent=eth0.50'],
  });
});

test('the tutorial: drafts that can be made have a plan, the others have none', () => {
  const { drafts } = read(TUTORIAL);
  for (const { findings, plan, name } of drafts)
    expect([name, (plan?.steps.length ?? 0) > 0]).toEqual([name, !findings.some(isError)]);
  const [, , vlan] = drafts;
  expect(vlan?.plan?.steps[0]).toMatchObject({
    step: 'link-add',
    link: { name: 'eth0.50', kind: 'vlan', vlanId: 50 },
  });
});

test('drafts that are left: those after them are judged without them', () => {
  const leaving = (...names: string[]) =>
    readText(
      TUTORIAL,
      workstation(),
      (index) => idOf((index + 1).toString(16)),
      ({ name }) => names.includes(name),
    ).drafts;
  const said = (drafts: ReturnType<typeof leaving>, name: string) =>
    codes(drafts.find((draft) => draft.name === name)?.findings ?? []);
  expect(said(leaving('pub_net'), 'my-macvlan-net')).not.toContain('subnet-overlaps');
  expect(said(leaving('pub_net'), 'my-macvlan-alpine')).toEqual([]);
  expect(said(leaving('pub_net', 'my-macvlan-net'), 'my-macvlan-alpine')).toEqual(['text-network-left']);
});

test('the tutorial: the rest are acts, in order', () => {
  const { acts } = read(TUTORIAL);
  expect(acts.map(({ command, words }) => [command, words.join(' ')])).toEqual([
    ['network ls', 'network ls'],
    ['network inspect', 'network inspect pub_net'],
    ['exec', 'exec my-macvlan-alpine ip addr show eth0'],
    ['exec', 'exec my-macvlan-alpine ip route'],
    ['network rm', 'network rm my-macvlan-net'],
    ['stop', 'stop my-second-macvlan-alpine'],
    ['network rm', 'network rm my-8021q-macvlan-net'],
  ]);
});

test('each draft knows its lines', () => {
  const lines = TUTORIAL.split('\n');
  for (const { name, source } of read(TUTORIAL).drafts) {
    expect(lines[source.line - 1]).toMatch(/docker (network create|run)/);
    expect(lines.slice(source.line - 1, source.last).join('\n')).toContain(name);
  }
});

test('the tutorial with carriage returns, and as HTML, is the same', () => {
  const plain = read(TUTORIAL).drafts.map(({ command }) => command);
  expect(read(TUTORIAL.replaceAll('\n', '\r\n')).drafts.map(({ command }) => command)).toEqual(plain);
  const escaped = TUTORIAL.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const html = escaped
    .replaceAll('\n', '<br/>\n')
    .replaceAll('docker network', '<span class="k">docker</span>&nbsp;network');
  expect(read(html).drafts.map(({ command }) => command)).toEqual(plain);
});

/** A line, and the commands that come of it: drafts as Lanyard writes them, acts as their words. */
const LINES: [string, string[]][] = [
  [
    'docker network create -d macvlan -o parent=eth0 n',
    ['docker network create -d macvlan -o parent=eth0 n'],
  ],
  ['user@host:~/lab$ sudo -E docker network rm n', ['network rm n']],
  ['(venv) user@host ~ % podman network ls', ['network ls']],
  ['bash-5.2# lanyard nic ls', ['nic ls']],
  ['/ # /usr/bin/docker ps -a', ['ps -a']],
  ['PS C:\\lab> docker.exe ps', ['ps']],
  ['1. `docker stop web`，然后 `docker rm web`', ['stop web', 'rm web']],
  ['- $ docker stop a && docker rm a; docker network rm n | cat', ['stop a', 'rm a', 'network rm n']],
  ['\\[root@docker11 \\~\\]\\# docker stop web', ['stop web']],
  ['先执行“docker network rm n”，再看。', ['network rm n']],
  ['然后执行：docker network rm n。', ['network rm n']],
  ['然后用 docker stop web 停止容器', ['stop web']],
  ['docker network rm n。', ['network rm n']],
  ['docker network rm n （先停止容器）', ['network rm n']],
  ['Run this: docker network rm n', ['network rm n']],
  ['| docker ps -a | 列出容器 |', ['ps -a']],
  [
    '命令：docker network create -d macvlan \\\n  -o parent=eth0 n',
    ['docker network create -d macvlan -o parent=eth0 n'],
  ],
  ['cat > a.sh <<EOF\ndocker stop a\nEOF', ['stop a']],
  ['for i in 1 2; do\n  docker stop a\ndone', ['stop a']],
  ['echo hi; docker stop a', []],
  ['$ echo hi; docker stop a', ['stop a']],
  ['$ docker volume ls', ['volume ls']],
  ['$ docker import rootfs.tar box', ['import rootfs.tar box']],
  ['$ docker stop a # docker stop b', ['stop a']],
  ['$ docker exec <container> ip a', ['exec <container> ip a']],
  ['$ docker ps > list.txt 2>&1', ['ps']],
  ['docker container ls --format "{{.Names}}；{{.Image}}"', ['container ls --format {{.Names}}；{{.Image}}']],
];

test.each(LINES)('%s', (line, wanted) => {
  const { drafts, acts } = read(line);
  expect([...drafts.map(({ command }) => command), ...acts.map(({ words }) => words.join(' '))]).toEqual(
    wanted,
  );
});

/** Text that is about docker, and output of it: no command. */
test.each([
  'docker从零开始网络',
  'docker is a program that makes containers',
  '# docker run 命令',
  '使用`docker network create`命令，并写上`docker run -dit`。',
  'docker: Error response from daemon: network n not found.',
  "Unable to find image 'alpine:latest' locally",
  'CONTAINER ID   IMAGE     COMMAND   CREATED   STATUS   PORTS   NAMES',
  '3: docker0: <NO-CARRIER,BROADCAST,MULTICAST,UP> mtu 1500 qdisc noqueue state DOWN',
  '├─1204 /usr/bin/docker-proxy -proto tcp',
  '',
])('nothing: %s', (text) => {
  expect(read(text)).toEqual({ drafts: [], acts: [] });
});

/** A command of which something is to be said, and the codes, those about the host left out. */
const SAID: [string, string[]][] = [
  [
    '$ docker run -d --network none -p 80:80 -v /a:/b --cap-add=NET_ADMIN --privileged alpine',
    ['text-flag-left-out', 'text-flag-left-out', 'text-flag-left-out', 'flag-idle'],
  ],
  ['$ docker run -d --network none --bogus alpine', ['usage-flag-unknown']],
  [
    '$ docker run -d --network none -e HOME --env-file .env alpine',
    ['text-value-elsewhere', 'text-value-elsewhere'],
  ],
  ['$ docker network create -d macvlan -o parent=$NIC n', ['text-variable', 'parent-missing']],
  ['$ docker run -d --network none --name "$(hostname)" alpine', ['text-variable', 'container-name-bad']],
  ["$ docker run -d --network none alpine sh -c 'echo $HOME > /x; ls'", []],
  [
    'docker network create –d macvlan ——subnet=10.9.0.0/24 —o parent=eth1 n',
    ['text-typography', 'text-typography', 'text-typography'],
  ],
  [
    'docker network create -d macvlan --aux-address=“r=10.9.0.9” --subnet＝10.9.0.0/24 -o parent=eth1 n',
    ['text-typography', 'text-typography'],
  ],
  ['$ docker network create -d macvlan \\  \n  -o parent=eth1 n', ['text-break-blank']],
  ['$ docker network create -d macvlan --label "a n', ['text-quote-open']],
  ['$ docker network create -d macvlan', ['usage-arguments']],
  ['docker network create -d macvlan', ['usage-arguments']],
  ['$ docker network create lan', ['driver-unknown', 'parent-dummy']],
  ['$ docker run -d alpine', ['network-unsupported']],
];

test.each(SAID)('%s', (text, wanted) => {
  const { drafts } = read(text);
  expect(drafts).toHaveLength(1);
  const said = codes(drafts[0]?.findings ?? []).filter((code) => code !== 'host-cannot-reach');
  expect(said).toEqual(wanted);
});

test('what is left out is named, and the draft is as without it', () => {
  const [draft] = read(
    '$ docker run -d --name a1 --network none -v /a:/b --cap-add=NET_ADMIN alpine ls -v /x',
  ).drafts;
  expect(draft?.findings.map(({ facts }) => facts.flag)).toEqual(['-v /a:/b', '--cap-add=NET_ADMIN']);
  expect(draft?.command).toBe('docker run -d --name a1 --network none alpine ls -v /x');
});

test('an act that cannot be read says why; a command that Lanyard has not, nothing more', () => {
  const { acts } = read('$ docker ps --size\n$ docker volume ls\n$ docker stop');
  expect(acts.map(({ command, findings }) => [command, ...codes(findings)])).toEqual([
    [undefined, 'usage-flag-unknown'],
    [undefined],
    [undefined, 'usage-arguments'],
  ]);
});

test('drafts are judged as if those before them stood', () => {
  const text = `
$ docker run -d --name a1 --network lan --ip 10.9.0.7 alpine
$ docker run -d --name b1 --network lan --ip 10.9.0.7 alpine
$ docker run -d --name a1 --network lan alpine
$ docker network create -d macvlan --subnet 10.9.0.0/24 -o parent=eth1.9 lan
$ docker network create -d macvlan --subnet 10.8.0.0/24 -o parent=eth1.9 lan
$ docker network create -d macvlan --subnet 10.9.0.0/16 -o parent=eth1.9 wide
`;
  const { drafts } = read(text, workstation({ links: [link('eth1', 1)] }));
  expect(drafts.map(({ name, findings }) => [name, codes(findings.filter(isError))])).toEqual([
    ['lan', []],
    ['lan', ['name-taken']],
    ['wide', ['subnet-overlaps']],
    ['a1', []],
    ['b1', ['ip-taken']],
    ['a1', ['container-name-taken']],
  ]);
});

test('the text and the host alone decide', () => {
  expect(read(TUTORIAL)).toEqual(read(TUTORIAL));
});
