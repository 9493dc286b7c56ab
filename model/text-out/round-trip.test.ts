// SPDX-License-Identifier: Apache-2.0
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ContainerSpec } from '../container.ts';
import type { NetworkSpec } from '../network.ts';
import { containerOf, containerSpecs, networkOf, networkSpecs } from '../testing/arbitrary.ts';
import { idOf, workstation } from '../testing/host.ts';
import { readText } from '../text-in/drafts.ts';
import { exportAs, textOf } from './export.ts';
import type { Target } from './exported.ts';

/** What a text asks for, the drafts' ids those of the specs. */
function readBack(text: string, ids: readonly string[]) {
  const { drafts } = readText(text, workstation(), (index) => ids[index] ?? idOf('f'));
  return drafts.map(({ change, findings }) =>
    change !== undefined && 'spec' in change ? change.spec : findings.map(({ code }) => code),
  );
}

function throughTarget(
  target: Target,
  networks: readonly NetworkSpec[],
  containers: readonly ContainerSpec[],
) {
  const subject = { networks: networks.map(networkOf), containers: containers.map(containerOf) };
  const exported = exportAs(target, subject, workstation());
  const ids = [...networks, ...containers].map(({ id }) => id);
  const remarks = exported.remarks.map(({ code, facts }) => `${code} ${facts.what}`);
  return { read: readBack(textOf(exported, 'zh'), ids), remarks };
}

test('a network comes back from docker and from Compose', () => {
  fc.assert(
    fc.property(networkSpecs(), (spec) => {
      const remarks =
        spec.mtu === undefined ? [] : [`export-ours -o com.docker.network.driver.mtu=${spec.mtu}`];
      expect(throughTarget('docker', [spec], [])).toEqual({ read: [spec], remarks });
      const ipv6 = spec.ipv6 || spec.pools.some(({ subnet }) => subnet.includes(':'));
      expect(throughTarget('compose', [spec], [])).toEqual({ read: [{ ...spec, ipv6 }], remarks });
    }),
  );
});

const three = fc.tuple(
  ...([0, 1, 2] as const).map((at) =>
    networkSpecs(fc.constant(`n${at}`)).map((spec) => ({ ...spec, id: idOf(`${at}`) })),
  ),
);

test('a container and its networks come back from docker', () => {
  fc.assert(
    fc.property(three, containerSpecs, (networks, spec) => {
      expect(throughTarget('docker', networks, [spec]).read).toEqual([...networks, spec]);
    }),
  );
});

test('a container comes back from Compose, but for --rm, which is said', () => {
  fc.assert(
    fc.property(three, containerSpecs, (networks, spec) => {
      const { read, remarks } = throughTarget('compose', networks, [spec]);
      expect(read.at(-1)).toEqual({ ...spec, remove: false });
      const left = remarks.filter((one) => one.startsWith('export-left-out'));
      expect(left).toEqual(spec.remove ? ['export-left-out --rm'] : []);
    }),
  );
});
