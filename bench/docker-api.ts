// SPDX-License-Identifier: Apache-2.0
import { createReadStream } from 'node:fs';
import { Agent, request } from 'node:http';
import { type Contestant, WANTED } from './contestant.ts';

export interface DockerApi {
  ask: (method: string, path: string, body?: unknown) => Promise<unknown>;
  /** `path`: a tar of the root. */
  importImage: (path: string, name: string) => Promise<void>;
  sandboxOf: (id: string) => Promise<string>;
  close: () => void;
}

/** The Docker Engine's own interface over its Unix socket, one connection kept open: as a desktop program would. */
export function makeApi(socketPath: string): DockerApi {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const send = (method: string, path: string, type: string, write: (to: NodeJS.WritableStream) => void) =>
    new Promise<string>((resolve, reject) => {
      const sent = request(
        { socketPath, agent, method, path, headers: { 'Content-Type': type } },
        (reply) => {
          let text = '';
          reply.setEncoding('utf8').on('data', (chunk: string) => {
            text += chunk;
          });
          reply.once('end', () => {
            if ((reply.statusCode ?? 500) < 400) resolve(text);
            else reject(new Error(`${method} ${path}: ${reply.statusCode} ${text.trim()}`));
          });
        },
      );
      sent.once('error', reject);
      write(sent);
    });
  const ask: DockerApi['ask'] = async (method, path, body) => {
    const text = await send(method, path, 'application/json', (to) => {
      to.end(body === undefined ? '' : JSON.stringify(body));
    });
    return text.startsWith('{') ? JSON.parse(text) : text;
  };
  return {
    ask,
    importImage: async (path, name) => {
      await send('POST', `/images/create?fromSrc=-&repo=${name}`, 'application/x-tar', (to) => {
        createReadStream(path).pipe(to);
      });
    },
    sandboxOf: async (id) => {
      const seen = (await ask('GET', `/containers/${id}/json`)) as {
        NetworkSettings: { SandboxKey: string };
      };
      return seen.NetworkSettings.SandboxKey;
    },
    close: () => agent.destroy(),
  };
}

export function makeDockerByApi(api: DockerApi, image: string): Contestant {
  const { network, container, subnet, gateway, parent, command } = WANTED;
  return {
    name: 'docker (API)',
    createNetwork: () =>
      api.ask('POST', '/networks/create', {
        Name: network,
        CheckDuplicate: true,
        Driver: 'macvlan',
        IPAM: { Config: [{ Subnet: subnet, Gateway: gateway }] },
        Options: { parent },
      }),
    run: async () => {
      await api.ask('POST', `/containers/create?name=${container}`, {
        Image: image,
        Cmd: command,
        HostConfig: { NetworkMode: network },
      });
      await api.ask('POST', `/containers/${container}/start`);
    },
    sandbox: () => api.sandboxOf(container),
    remove: () => api.ask('DELETE', `/containers/${container}?force=1`),
    removeNetwork: () => api.ask('DELETE', `/networks/${network}`),
  };
}
