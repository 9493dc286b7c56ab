// SPDX-License-Identifier: Apache-2.0

export const SCREENS = [
  'overview',
  'nics',
  'networks',
  'containers',
  'images',
  'activity',
  'settings',
  'new-network',
  'run',
  'paste',
] as const;
export type Screen = (typeof SCREENS)[number];

export const SUBJECTS = ['nic', 'network', 'container', 'entry'] as const;
/** The selected thing, which the inspector follows: a NIC by name, the others by id. */
export interface Subject {
  kind: (typeof SUBJECTS)[number];
  key: string;
}

export interface Where {
  screen: Screen;
  subject: Subject | undefined;
  /** What a screen was opened for: the NIC of a new network, the network of a new container. */
  about: string | undefined;
  /** The image that a new container is opened with. */
  image?: string | undefined;
  /** The driver that a new network is opened with. */
  driver?: string | undefined;
}

/** `#/containers?container=ID`, so that a reload stays where it was. */
export function readPlace(hash: string): Where {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?');
  const asked = new URLSearchParams(query);
  const kind = SUBJECTS.find((one) => asked.has(one));
  return {
    screen: SCREENS.find((one) => one === path) ?? 'overview',
    subject: kind && { kind, key: asked.get(kind) ?? '' },
    about: asked.get('about') ?? undefined,
    ...(asked.has('image') ? { image: asked.get('image') ?? '' } : {}),
    ...(asked.has('driver') ? { driver: asked.get('driver') ?? '' } : {}),
  };
}

export function writePlace(where: Where): string {
  const asked = new URLSearchParams();
  if (where.subject) asked.set(where.subject.kind, where.subject.key);
  if (where.about !== undefined) asked.set('about', where.about);
  if (where.image !== undefined) asked.set('image', where.image);
  if (where.driver !== undefined) asked.set('driver', where.driver);
  const query = asked.toString();
  return `#/${where.screen}${query === '' ? '' : `?${query}`}`;
}

/** Where the person is in the app. */
export class Place {
  where = $state.raw<Where>({ screen: 'overview', subject: undefined, about: undefined });

  constructor() {
    this.where = readPlace(location.hash);
    addEventListener('hashchange', () => {
      this.where = readPlace(location.hash);
    });
  }

  open(screen: Screen, about?: string, image?: string): void {
    this.#write({ screen, subject: undefined, about, ...(image === undefined ? {} : { image }) });
  }

  openNetwork(nic: string, driver: string): void {
    this.#write({ screen: 'new-network', subject: undefined, about: nic, driver });
  }

  select(subject: Subject | undefined): void {
    this.#write({ ...this.where, subject });
  }

  show(screen: Screen, subject: Subject): void {
    this.#write({ screen, subject, about: undefined });
  }

  isSelected(kind: Subject['kind'], key: string): boolean {
    return this.where.subject?.kind === kind && this.where.subject.key === key;
  }

  #write(where: Where): void {
    this.where = where;
    history.replaceState(null, '', writePlace(where));
  }
}
