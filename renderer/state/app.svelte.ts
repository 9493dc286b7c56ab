// SPDX-License-Identifier: Apache-2.0
import { createContext } from 'svelte';
import type { Change, ChangeOf } from '../../model/change.ts';
import type { AppParams } from '../../model/shell-contract.ts';
import type { ExportAsked } from '../export/export-subject.ts';
import type { Host } from '../host/host.svelte.ts';
import { Pasting } from '../paste/pasting.svelte.ts';
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
  /** What is being written for another program. */
  exporting = $state.raw<ExportAsked>();
  drawer = $state.raw<Drawer>();
  readonly pasting: Pasting;
  theme = $state<Theme>('system');
  #edited: Change | undefined;

  constructor(host: Host) {
    this.host = host;
    this.pasting = new Pasting(host);
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

  /** Opens a draft in the form that makes such a thing. */
  edit(change: Change | undefined): void {
    this.#edited = change;
    this.place.open(change?.ask === 'network-create' ? 'new-network' : 'run');
  }

  /** The draft that a form was opened with: given once, to the form that is for it. */
  takeEdited<Ask extends Change['ask']>(ask: Ask): ChangeOf<Ask> | undefined {
    const change = this.#edited;
    this.#edited = undefined;
    return change?.ask === ask ? (change as ChangeOf<Ask>) : undefined;
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
