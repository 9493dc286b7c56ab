// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { COMMANDS, type CommandName, type Invocation } from './commands.ts';
import { parseCommand } from './parse.ts';
import { splitCommandLine } from './split.ts';

const parsed = (line: string): Invocation => {
  const read = parseCommand(splitCommandLine(line) ?? []);
  if (!read.ok) throw new Error(`${line}: ${JSON.stringify(read.fault)}`);
  return read.value;
};

const faultOf = (line: string) => {
  const read = parseCommand(splitCommandLine(line) ?? []);
  return read.ok ? undefined : read.fault;
};

/** Command line, its command, arguments, and the flags that are not as they stand in the table. */
const READ: [string, CommandName, Record<string, unknown>, Record<string, unknown>][] = [
  [
    'network create -d macvlan --subnet=172.16.86.0/24 --gateway=172.16.86.1 -o parent=eth0 pub_net',
    'network create',
    { network: 'pub_net' },
    { driver: 'macvlan', subnet: ['172.16.86.0/24'], gateway: ['172.16.86.1'], opt: { parent: 'eth0' } },
  ],
  [
    `network create -d macvlan  \\
      --subnet=192.168.32.0/24  \\
      --ip-range=192.168.32.128/25 \\
      --gateway=192.168.32.254  \\
      --aux-address="my-router=192.168.32.129" \\
      -o parent=eth0 macnet32`,
    'network create',
    { network: 'macnet32' },
    {
      driver: 'macvlan',
      subnet: ['192.168.32.0/24'],
      gateway: ['192.168.32.254'],
      'ip-range': ['192.168.32.128/25'],
      'aux-address': { 'my-router': '192.168.32.129' },
      opt: { parent: 'eth0' },
    },
  ],
  [
    'network create n1 --subnet 10.77.0.0/24,10.78.0.0/24 -dmacvlan -o parent -o=macvlan_mode=vepa --ipv6 --internal=1',
    'network create',
    { network: 'n1' },
    {
      driver: 'macvlan',
      subnet: ['10.77.0.0/24', '10.78.0.0/24'],
      opt: { parent: '', macvlan_mode: 'vepa' },
      ipv6: true,
      internal: true,
    },
  ],
  ['network create -- -x', 'network create', { network: '-x' }, {}],
  [
    'run --rm -itd --network my-macvlan-net --name my-macvlan-alpine alpine:latest ash',
    'run',
    { image: 'alpine:latest', command: ['ash'] },
    {
      rm: true,
      interactive: true,
      tty: true,
      detach: true,
      network: ['my-macvlan-net'],
      name: 'my-macvlan-alpine',
    },
  ],
  [
    'run -d=false --net n2 --network n1 -h box alpine ping -c1 --rm -- x',
    'run',
    { image: 'alpine', command: ['ping', '-c1', '--rm', '--', 'x'] },
    { network: ['n2', 'n1'], hostname: 'box' },
  ],
  ['run --rm=false -e A=1 -eB alpine', 'run', { image: 'alpine', command: [] }, { env: ['A=1', 'B'] }],
  [
    'exec -it c1 ip addr show eth0',
    'exec',
    { container: 'c1', command: ['ip', 'addr', 'show', 'eth0'] },
    { interactive: true, tty: true },
  ],
  ['container exec c1 ash -c "a  b"', 'exec', { container: 'c1', command: ['ash', '-c', 'a  b'] }, {}],
  [
    "container inspect c1 --format '{{json .NetworkSettings.Networks}}'",
    'container inspect',
    { container: ['c1'] },
    { format: '{{json .NetworkSettings.Networks}}' },
  ],
  ['stop -t 1 c1 c2', 'stop', { container: ['c1', 'c2'] }, { timeout: 1 }],
  ['stop --time=0 c1', 'stop', { container: ['c1'] }, { timeout: 0 }],
  ['container ls -aq', 'ps', {}, { all: true, quiet: true }],
  ['network ls -f driver=macvlan -q', 'network ls', {}, { filter: ['driver=macvlan'], quiet: true }],
  ['network rm -f n1 n2', 'network rm', { network: ['n1', 'n2'] }, { force: true }],
  ['network remove n1 --dry-run', 'network rm', { network: ['n1'] }, { 'dry-run': true }],
  [
    'network connect --ip 10.78.0.9 --gw-priority -1 n2 c1',
    'network connect',
    { network: 'n2', container: 'c1' },
    { ip: '10.78.0.9', 'gw-priority': -1 },
  ],
  ['rmi alpine', 'image rm', { image: ['alpine'] }, {}],
  ['images', 'image ls', { repository: undefined }, {}],
  ['import - --apply --only n1 --only c1', 'import', { file: '-' }, { apply: true, only: ['n1', 'c1'] }],
  ['export n1 c1 --as compose', 'export', { name: ['n1', 'c1'] }, { as: 'compose' }],
  ['image import rootfs.tar toolbox:1', 'image import', { file: 'rootfs.tar', name: 'toolbox:1' }, {}],
  [
    'lab exec --name b pc ip -j addr',
    'lab exec',
    { place: 'pc', command: ['ip', '-j', 'addr'] },
    { name: 'b' },
  ],
  ['kill -s INT c1', 'kill', { container: ['c1'] }, { signal: 'INT' }],
  ['logs -fn 5 c1', 'logs', { container: 'c1' }, { follow: true, tail: '5' }],
  ['-v', 'version', {}, {}],
  ['network create --help --bogus', 'help', { topic: ['network', 'create'] }, {}],
  ['network', 'help', { topic: ['network'] }, {}],
  ['', 'help', { topic: [] }, {}],
];

test.each(READ)('%s', (line, command, args, flags) => {
  const read = parsed(line);
  expect(read.command).toBe(command);
  expect(read.args).toEqual(args);
  const initial = Object.entries(COMMANDS[command].flags).map(([name, flag]) => [name, flag.initial]);
  expect(read.flags).toEqual({ ...Object.fromEntries(initial), ...flags });
});

/** Command line and the fault that it ends in. */
const REFUSED: [string, string, Record<string, unknown>][] = [
  [
    // A backslash and a blank is an argument that begins with a blank, as in a shell.
    'network create -d macvlan \\ --subnet=192.168.50.0/24 \\ --gateway=192.168.50.1 \\ -o parent=eth0.50 macvlan50',
    'usage-arguments',
    { command: 'network create', takes: '1', usage: 'lanyard network create [OPTIONS] NETWORK' },
  ],
  ['network create -d macvlan', 'usage-arguments', { takes: '1' }],
  ['network create -d macvlan -x', 'usage-flag-unknown', { flag: '-x', command: 'network create' }],
  ['network create -d macvlan --bogus x', 'usage-flag-unknown', { flag: '--bogus' }],
  ['network create --=x n', 'usage-flag-unknown', { flag: '--=x' }],
  ['run', 'usage-arguments', { takes: '1+', usage: 'lanyard run [OPTIONS] IMAGE [COMMAND] [ARG...]' }],
  ['exec c1', 'usage-arguments', { takes: '2+', usage: 'lanyard exec [OPTIONS] CONTAINER COMMAND [ARG...]' }],
  ['ps x', 'usage-arguments', { takes: '0' }],
  ['run --rm=x alpine', 'usage-flag-value', { flag: '--rm', value: 'x', wants: 'true|false' }],
  ['stop -t abc x', 'usage-flag-value', { flag: '-t', value: 'abc' }],
  ['run --name', 'usage-flag-missing', { flag: '--name', command: 'run' }],
  ['--engine=podman ps', 'usage-flag-value', { flag: '--engine', wants: 'builtin|docker' }],
  ['--bogus ps', 'usage-flag-unknown', { flag: '--bogus', command: 'lanyard' }],
  ['foo', 'usage-command', { command: 'foo' }],
  ['network foo', 'usage-command', { command: 'network foo' }],
  ['container constructor', 'usage-command', { command: 'container constructor' }],
  ['constructor', 'usage-command', { command: 'constructor' }],
];

test.each(REFUSED)('%s is refused: %s', (line, code, facts) => {
  const fault = faultOf(line);
  expect(fault?.code).toBe(code);
  expect(fault?.facts).toMatchObject(facts);
});

test('global flags stand before the command or among its own', () => {
  expect(parsed('--lab a ps').global.lab).toBe('a');
  expect(parsed('ps --lab=b -a').global.lab).toBe('b');
  expect(parsed('--lab a ps --lab b').global.lab).toBe('b');
  expect(parsed('--engine docker network ls').global).toEqual({
    lab: undefined,
    engine: 'docker',
    help: false,
  });
});

test('a flag that changes nothing is said to', () => {
  const { notes } = parsed('run -p 8080:80 -p 81:81 --network n1 alpine');
  expect(notes.map(({ code, facts }) => [code, facts])).toEqual([
    ['flag-idle', { flag: '--publish', command: 'run' }],
  ]);
});

test('what is known is offered', () => {
  expect(faultOf('network foo')?.facts.known).toEqual(
    expect.arrayContaining(['create', 'ls', 'list', 'connect']),
  );
  expect(faultOf('foo')?.facts.known).not.toContain('reap');
});

test('no two flags of a command share a letter or a name, and none hides a global one', () => {
  for (const [name, { flags }] of Object.entries(COMMANDS)) {
    const entries = Object.entries(flags);
    const letters = entries.flatMap(([, flag]) => flag.short ?? []);
    const names = [...entries.flatMap(([long, flag]) => [long, ...flag.also]), 'lab', 'engine', 'help'];
    expect(new Set(letters).size, name).toBe(letters.length);
    expect(new Set(names).size, name).toBe(names.length);
  }
});
