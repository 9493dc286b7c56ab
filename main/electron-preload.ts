// SPDX-License-Identifier: Apache-2.0
import { contextBridge, ipcRenderer } from 'electron';
import { CHANNEL, NAMES_ARGUMENT } from './electron-channel.ts';
import { type Names, surfaceOf } from './surface.ts';

const argument = process.argv.find((text) => text.startsWith(NAMES_ARGUMENT)) ?? `${NAMES_ARGUMENT}{}`;
const names = JSON.parse(argument.slice(NAMES_ARGUMENT.length)) as Names;

const { lanyard, deliver } = surfaceOf(names, (name, text) => ipcRenderer.invoke(CHANNEL, name, text));
ipcRenderer.on(CHANNEL, (_event, name: string, value: unknown) => deliver(name, value));
contextBridge.exposeInMainWorld('lanyard', lanyard);
