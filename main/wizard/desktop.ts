// main/wizard: what the session asks of the desktop. main/electron has the real one, tests play it.
// May import: nothing.

export interface Desktop {
  /** The system's dialog for a folder: an absolute path, or null if the user chose none. */
  chooseFolder(): Promise<string | null>;
  /**
   * The system's dialog for a new file, which also asks before one is replaced; then writes it.
   * False if the user chose none. Throws Node's ErrnoException if the file can't be written.
   */
  saveFile(suggestedName: string, text: string): Promise<boolean>;
  /** Puts a text on the clipboard. */
  copy(text: string): Promise<void>;
}
