// main/electron: the system's own dialogs and clipboard. May import: electron, node, main/wizard.
import { clipboard, dialog, type BrowserWindow } from 'electron';
import { writeFile } from 'node:fs/promises';
import type { Desktop } from '../wizard/desktop.ts';

/** Readable by the user alone: a report is theirs to hand on. */
const REPORT_MODE = 0o600;

export function desktopOf(window: BrowserWindow): Desktop {
  return {
    async chooseFolder() {
      const { filePaths } = await dialog.showOpenDialog(window, {
        // Thunderbird's own folder begins with a dot.
        properties: ['openDirectory', 'showHiddenFiles'],
      });
      return filePaths[0] ?? null;
    },
    async saveFile(suggestedName, text) {
      const { canceled, filePath } = await dialog.showSaveDialog(window, {
        defaultPath: suggestedName,
        properties: ['showOverwriteConfirmation'],
      });
      if (canceled) return false;
      await writeFile(filePath, text, { mode: REPORT_MODE });
      return true;
    },
    async copy(text) {
      await clipboard.writeText(text);
    },
  };
}
