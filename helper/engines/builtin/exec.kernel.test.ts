// SPDX-License-Identifier: Apache-2.0
import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { execIn } from './exec.ts';
import { openSession } from './session.ts';
import { type Bed, got, makeBed, missing, processesNaming } from './test-bed.ts';

const lacking = missing();

describe.skipIf(lacking)(`programs in a running container (${lacking ?? 'all there'})`, () => {
  let bed: Bed;
  let id: string;
  beforeAll(async () => {
    bed = await makeBed();
    id = await bed.run(['sleep', '1000'], { env: ['COLOUR=blue'] });
  });
  afterAll(() => bed.clear());

  test('gives back both outputs and the exit code', async () => {
    const ran = await execIn(id, { argv: ['sh', '-c', 'cat; echo bad >&2; exit 5'], input: 'in' });
    expect(ran).toEqual({ ok: true, value: { exitCode: 5, stdout: 'in', stderr: 'bad\n' } });
  });

  test('has the container’s environment and hardening', async () => {
    const look = 'echo $COLOUR $SHAPE $PWD; grep -E "^(CapEff|NoNewPrivs|Seccomp):" /proc/self/status';
    const argv = ['sh', '-c', look];
    const ran = got(await execIn(id, { argv, env: ['SHAPE=round'], workdir: '/tmp' }));
    expect(ran.stdout).toBe('blue round /tmp\nCapEff:\t00000000a80425fb\nNoNewPrivs:\t1\nSeccomp:\t2\n');
    const other = got(
      await execIn(id, { argv: ['sh', '-c', 'id -u; grep CapEff /proc/self/status'], user: 'nobody' }),
    );
    expect(other.stdout).toBe('65534\nCapEff:\t0000000000000000\n');
  });

  test.each([
    ['nosuch', 'program-not-found'],
    ['/etc/passwd', 'program-not-executable'],
    ['/bin', 'program-not-executable'],
  ])('%s: %s', async (program, code) => {
    expect(await execIn(id, { argv: [program] })).toMatchObject({ ok: false, fault: { code } });
  });

  test('a flood of output is a fault, and what makes it is ended', async () => {
    const ran = await execIn(id, { argv: ['yes', 'flooding'] });
    expect(ran).toMatchObject({ ok: false, fault: { code: 'command-flood' } });
    await expect.poll(() => processesNaming('yes flooding')).toEqual([]);
  });

  test('of a container that is not running it says so', async () => {
    const made = await bed.make(['true']);
    expect(await execIn(made, { argv: ['true'] })).toMatchObject({
      fault: { code: 'container-not-running' },
    });
  });

  test('a session is a terminal: size, keys, UTF-8, end', async () => {
    let text = '';
    let exit: number | undefined;
    const argv = ['sh', '-c', 'stty size; echo "it\'s" \'$HOME\' "$0"; exec sh', "a'b c"];
    const session = got(
      await openSession(id, argv, 91, 33, {
        onText: (more) => {
          text += more;
        },
        onEnd: (code) => {
          exit = code;
        },
      }),
    );
    await expect.poll(() => text, { timeout: 5000 }).toContain("33 91\r\nit's $HOME a'b c");
    await session.resize(70, 20);
    session.write('stty size; echo grüße\n');
    await expect.poll(() => text, { timeout: 5000 }).toMatch(/20 70\r\ngrüße\r\n/);
    session.write('exit 9\n');
    await expect.poll(() => exit, { timeout: 5000 }).toBe(9);
  });

  test('a session that is closed leaves nothing', async () => {
    let ended = 0;
    const argv = ['sh', '-c', 'trap "" HUP TERM; echo up; while :; do sleep 77; done'];
    let text = '';
    const onText = (more: string) => {
      text += more;
    };
    const session = got(await openSession(id, argv, 80, 24, { onText, onEnd: () => ended++ }));
    await expect.poll(() => text, { timeout: 5000 }).toContain('up');
    session.close();
    await expect.poll(() => ended, { timeout: 5000 }).toBe(1);
    await expect.poll(() => processesNaming('do sleep 77'), { timeout: 5000 }).toEqual([]);
    expect(readdirSync('/run/lanyard/exec').filter((name) => name.includes('.pid'))).toEqual([]);
  });
});
