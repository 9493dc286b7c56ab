// SPDX-License-Identifier: Apache-2.0
import type { ApiStep, DockerStep, Pool } from './case.ts';

interface CreateBody {
  Name: string;
  Driver?: string;
  EnableIPv4?: boolean;
  EnableIPv6?: boolean;
  Internal?: boolean;
  IPAM?: { Driver?: string; Config?: Pool[] };
  Options?: Record<string, string>;
}

const when = (condition: unknown, ...words: string[]): string[] => (condition ? words : []);

function createWords(body: CreateBody): string[] {
  const pools = (body.IPAM?.Config ?? []).flatMap((pool) => [
    `--subnet=${pool.Subnet ?? ''}`,
    ...when(pool.IPRange, `--ip-range=${pool.IPRange}`),
    ...when(pool.Gateway, `--gateway=${pool.Gateway}`),
    ...Object.entries(pool.AuxiliaryAddresses ?? {}).map(([name, ip]) => `--aux-address=${name}=${ip}`),
  ]);
  const options = Object.entries(body.Options ?? {}).flatMap(([name, value]) => ['-o', `${name}=${value}`]);
  return [
    ...['network', 'create', '-d', body.Driver ?? 'bridge', ...pools, ...options],
    ...when(body.EnableIPv4 === false, '--ipv4=false'),
    ...when(body.EnableIPv6, '--ipv6'),
    ...when(body.Internal, '--internal'),
    body.Name,
  ];
}

/** The command that asks the same as a request to Docker's API; undefined where there is none. Its subnets keep the request's order. */
export function asCommand(step: ApiStep): DockerStep | undefined {
  const { n, method, path, status, links_added, links_removed, links_changed } = step;
  const words =
    method === 'POST' && path === '/networks/create'
      ? createWords(step.body as CreateBody)
      : method === 'DELETE' && path.startsWith('/networks/')
        ? ['network', 'rm', path.slice('/networks/'.length)]
        : undefined;
  if (words === undefined) return undefined;
  const stderr = (step.response as { message?: string } | null)?.message ?? '';
  const acted = { stdout: '', stderr, links_added, links_removed, links_changed };
  return { n, kind: 'docker', argv: ['docker', ...words], exit: status < 400 ? 0 : 1, ...acted };
}
