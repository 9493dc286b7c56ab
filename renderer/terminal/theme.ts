// SPDX-License-Identifier: Apache-2.0
import type { ITheme } from '@xterm/xterm';

/** A token as sRGB, which is all that xterm reads: painted once and looked at. */
function painted(token: string): string {
  const context = document.createElement('canvas').getContext('2d');
  const probe = document.createElement('span');
  probe.style.color = `var(${token})`;
  document.body.append(probe);
  const color = getComputedStyle(probe).color;
  probe.remove();
  if (!context) return color;
  context.fillStyle = color;
  context.fillRect(0, 0, 1, 1);
  const [r = 0, g = 0, b = 0] = context.getImageData(0, 0, 1, 1).data;
  return `rgb(${r}, ${g}, ${b})`;
}

export const terminalTheme = (): ITheme => ({
  background: painted('--ground'),
  foreground: painted('--text'),
  cursor: painted('--accent-text'),
  selectionBackground: painted('--selected'),
  red: painted('--bad-text'),
  green: painted('--ok-text'),
  yellow: painted('--warn-text'),
  blue: painted('--accent-text'),
});
