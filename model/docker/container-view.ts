// SPDX-License-Identifier: Apache-2.0
import type { Container } from '../container.ts';
import type { Network } from '../network.ts';
import type { Observation } from '../observation.ts';
import { shortId } from '../text.ts';
import { endpointView } from './endpoint-view.ts';
import { apiTime, sorted } from './human.ts';

/** What the observation does not hold. */
export interface ContainerExtra {
  /** Why its last start failed; empty: it did not. */
  error?: string;
  /** Where its log is kept. */
  logPath?: string;
}

/** `inspect` of a container, as far as Docker 28.5's fields have a meaning here, in its order. */
export function containerView(container: Container, observation: Observation, extra: ContainerExtra = {}) {
  const { spec, argv } = container;
  return {
    Id: spec.id,
    Created: apiTime(container.created),
    Path: argv[0] ?? '',
    Args: argv.slice(1),
    State: stateView(container, extra.error ?? ''),
    Image: container.imageId,
    LogPath: extra.logPath ?? '',
    Name: `/${spec.name}`,
    RestartCount: container.state.restarts ?? 0,
    Driver: 'overlayfs',
    Platform: 'linux',
    HostConfig: {
      NetworkMode: networkMode(container, observation),
      PortBindings: {},
      RestartPolicy: { Name: spec.restart?.policy ?? 'no', MaximumRetryCount: spec.restart?.most ?? 0 },
      AutoRemove: spec.remove,
      Dns: spec.dns?.servers ?? [],
      DnsOptions: spec.dns?.options ?? [],
      DnsSearch: spec.dns?.search ?? [],
      ExtraHosts: spec.hosts ?? null,
      Privileged: false,
    },
    Mounts: [],
    Config: configView(container),
    NetworkSettings: {
      SandboxID: container.sandbox,
      SandboxKey: container.state.status === 'running' ? `/run/netns/${container.sandbox}` : '',
      Ports: {},
      ...LEGACY,
      Networks: networksView(container, observation),
    },
  };
}

/** The default bridge's old fields: always empty on a network that a person made. */
const LEGACY = {
  EndpointID: '',
  Gateway: '',
  GlobalIPv6Address: '',
  GlobalIPv6PrefixLen: 0,
  IPAddress: '',
  IPPrefixLen: 0,
  IPv6Gateway: '',
  MacAddress: '',
};

function stateView({ state }: Container, error: string) {
  return {
    Status: state.status,
    Running: state.status === 'running',
    Paused: false,
    Restarting: false,
    OOMKilled: false,
    Dead: false,
    Pid: state.pid ?? 0,
    ExitCode: state.exitCode ?? 0,
    Error: error,
    StartedAt: apiTime(state.started),
    FinishedAt: apiTime(state.ended),
  };
}

function configView({ spec, argv }: Container) {
  return {
    Hostname: spec.hostname ?? shortId(spec.id),
    Domainname: '',
    User: spec.user ?? '',
    AttachStdin: false,
    AttachStdout: false,
    AttachStderr: false,
    Tty: spec.tty,
    OpenStdin: spec.interactive,
    StdinOnce: false,
    Env: spec.env,
    Cmd: argv,
    Image: spec.image,
    Volumes: null,
    WorkingDir: spec.workdir ?? '',
    Entrypoint: spec.entrypoint === undefined ? null : [spec.entrypoint],
    Labels: sorted(spec.labels),
  };
}

/** The network that was named at run, as it was named; a network that is gone keeps its name. */
function networkMode({ spec, endpoints }: Container, { networks }: Observation): string {
  const [first] = spec.endpoints;
  const id = endpoints[0]?.network;
  return first?.network ?? networks.find((network) => network.spec.id === id)?.spec.name ?? 'none';
}

export function networksView(
  container: Container,
  { networks, sandboxes }: Observation,
): Record<string, object> {
  const found = (id: string): Network | undefined => networks.find((network) => network.spec.id === id);
  return sorted(
    Object.fromEntries(
      container.endpoints.map((endpoint) => {
        const network = found(endpoint.network);
        const inside = sandboxes.find(({ name }) => name === container.sandbox);
        return [
          network?.spec.name ?? endpoint.spec.network,
          endpointView(container, endpoint, network, inside),
        ];
      }),
    ),
  );
}
