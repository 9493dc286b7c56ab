// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { containerView } from './container-view.ts';
import { printInspect } from './list.ts';
import { networkView, noneView } from './network-view.ts';
import { C1, exited, N1, n1, observation, running } from './samples.ts';

test('network inspect has the keys and the order of Docker 28.5', () => {
  const view = networkView(n1, observation);
  expect(Object.keys(view)).toEqual([
    'Name',
    'Id',
    'Created',
    'Scope',
    'Driver',
    'EnableIPv4',
    'EnableIPv6',
    'IPAM',
    'Internal',
    'Attachable',
    'Ingress',
    'ConfigFrom',
    'ConfigOnly',
    'Containers',
    'Options',
    'Labels',
  ]);
  expect(Object.keys(noneView())).toEqual(Object.keys(view));
  expect(view.IPAM).toEqual({
    Driver: 'default',
    Options: {},
    Config: [{ Subnet: '10.77.0.0/24', Gateway: '10.77.0.1' }],
  });
  expect(Object.keys(view.Options)).toEqual(['macvlan_mode', 'parent']);
  expect(view.Containers).toEqual({
    [C1]: {
      Name: 'c1',
      EndpointID: C1.slice(0, 32) + N1.slice(0, 32),
      MacAddress: '02:42:0a:4d:00:02',
      IPv4Address: '10.77.0.2/24',
      IPv6Address: 'fd00::2/64',
    },
  });
});

test('every member of a pool is shown as it was given', () => {
  const pool = {
    subnet: '192.168.32.0/24',
    range: '192.168.32.128/25',
    gateway: '192.168.32.254',
    reserved: { 'my-router': '192.168.32.129' },
  };
  expect(networkView({ ...n1, pools: [pool] }, observation).IPAM.Config).toEqual([
    {
      Subnet: '192.168.32.0/24',
      IPRange: '192.168.32.128/25',
      Gateway: '192.168.32.254',
      AuxiliaryAddresses: { 'my-router': '192.168.32.129' },
    },
  ]);
  expect(
    networkView({ ...n1, pools: [{ subnet: '10.0.0.0/24', reserved: {} }] }, observation).IPAM.Config,
  ).toEqual([{ Subnet: '10.0.0.0/24' }]);
});

test('a running container holds its addresses', () => {
  const view = containerView(running, observation);
  expect(view.NetworkSettings.Networks).toEqual({
    n1: {
      IPAMConfig: { IPv4Address: '10.77.0.2' },
      Links: null,
      Aliases: ['web'],
      MacAddress: '02:42:0a:4d:00:02',
      DriverOpts: null,
      GwPriority: 0,
      NetworkID: N1,
      EndpointID: C1.slice(0, 32) + N1.slice(0, 32),
      Gateway: '10.77.0.1',
      IPAddress: '10.77.0.2',
      IPPrefixLen: 24,
      IPv6Gateway: '',
      GlobalIPv6Address: 'fd00::2',
      GlobalIPv6PrefixLen: 64,
      DNSNames: ['c1', 'web', C1.slice(0, 12), 'h1'],
    },
  });
  expect(Object.keys((view.NetworkSettings.Networks.n1 ?? {}) as object).slice(0, 4)).toEqual([
    'IPAMConfig',
    'Links',
    'Aliases',
    'MacAddress',
  ]);
  expect(view.State).toMatchObject({
    Status: 'running',
    Running: true,
    Pid: 42,
    StartedAt: '2026-01-31T07:59:57.500Z',
    FinishedAt: '0001-01-01T00:00:00Z',
  });
  expect(view.HostConfig).toMatchObject({ NetworkMode: 'n1', AutoRemove: true });
});

test('a container that has ended holds none', () => {
  const view = containerView(exited, observation, { error: 'no' });
  expect(view.NetworkSettings.Networks.n1).toMatchObject({
    IPAMConfig: null,
    MacAddress: '',
    IPAddress: '',
    IPPrefixLen: 0,
    Gateway: '',
    EndpointID: '',
  });
  expect(view.State).toMatchObject({ ExitCode: 137, Error: 'no', Pid: 0 });
});

test('no gateway where there is no default route', () => {
  const internal = { ...n1, spec: { ...n1.spec, internal: true } };
  const view = containerView(running, { ...observation, networks: [internal] });
  expect(view.NetworkSettings.Networks.n1).toMatchObject({ Gateway: '', IPAddress: '10.77.0.2' });
});

test('inspect prints a list, or a line by template', () => {
  const view = networkView(n1, observation);
  const whole = printInspect([view], undefined);
  expect(whole.ok && whole.value.startsWith('[\n    {\n        "Name": "n1",\n        "Id": "abab')).toBe(
    true,
  );
  expect(whole.ok && whole.value).toContain('"b": "\\u003c2\\u003e"');
  expect(printInspect([], undefined)).toEqual({ ok: true, value: '[]\n' });
  expect(printInspect([view, view], '{{.Options.parent}}')).toEqual({ ok: true, value: 'eth0\neth0\n' });
  const inner = printInspect(
    [containerView(running, observation)],
    '{{range $k, $v := .NetworkSettings.Networks}}{{$k}} {{$v.IPAddress}}{{end}}',
  );
  expect(inner).toEqual({ ok: true, value: 'n1 10.77.0.2\n' });
});
