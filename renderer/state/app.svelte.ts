// SPDX-License-Identifier: Apache-2.0
import { createContext } from 'svelte';
import type { Change } from '../../model/change.ts';
import type { AppParams } from '../../model/shell-contract.ts';
import type { Host } from '../host/host.svelte.ts';
import { Place } from './place.svelte.ts';
import { desktopLanguage, type Language, words } from './words.svelte.ts';

export type Theme = NonNullable<AppParams<'app.prefer'>['theme']>;

/** What is asked of a change's dialog: the change, and for an undo the entry it takes back. */
export interface Asked {
  change: Change;
  undoes?: number;
  /** The attachment is chosen in the dialog: only for network-connect. */
  choose?: boolean;
}

/** A container's terminal or log, below the content. */
export interface Drawer {
  show: 'shell' | 'logs';
  container: string;
}

/** The window: one host, a place in it, what floats above it, and how it looks and speaks. */
export class App {
  readonly host: Host;
  readonly place = new Place();
  asked = $state.raw<Asked>();
  drawer = $state.raw<Drawer>();
  theme = $state<Theme>('system');

  constructor(host: Host) {
    this.host = host;
    words.language = desktopLanguage(navigator.languages);
  }

  async start(): Promise<void> {
    await this.host.start();
    const preferences = this.host.app?.preferences;
    if (preferences?.language) words.language = preferences.language;
    if (preferences) this.theme = preferences.theme;
  }

  /** Opens the dialog in which a change's plan is read and agreed to. */
  ask(change: Change, undoes?: number): void {
    this.asked = { change, ...(undoes === undefined ? {} : { undoes }) };
  }

  /** Opens the dialog in which a container is attached to one more network. */
  askConnect(container: string, network: string): void {
    const change: Change = { ask: 'network-connect', container, endpoint: { network, aliases: [] } };
    this.asked = { change, choose: true };
  }

  speak(language: Language): void {
    words.language = language;
    void this.host.client['app.prefer']({ language });
  }

  paint(theme: Theme): void {
    this.theme = theme;
    void this.host.client['app.prefer']({ theme });
  }
}

export const [useApp, setApp] = createContext<App>();
