// SPDX-License-Identifier: Apache-2.0
import '@fontsource-variable/inter/wght.css';
import '@fontsource-variable/jetbrains-mono/wght.css';
import './tokens.css';
import './base.css';
import { mount } from 'svelte';
import type { Lanyard } from '../model/shell-contract.ts';
import AppFrame from './frame/app-frame.svelte';
import { Host } from './host/host.svelte.ts';
import { App } from './state/app.svelte.ts';

/** Draws the app over a client; resolves when the host has first been seen. */
export async function open(client: Lanyard): Promise<void> {
  const app = new App(new Host(client));
  mount(AppFrame, { target: document.body, props: { app } });
  await app.start();
}
