// main/clients/thunderbird/prefs: byte offsets -> line numbers. May import: this folder.
import { CR, LF, afterEndOfLine } from './bytes.ts';

/** Where the lines of a file start. An end of line is LF, CR, or CR LF. */
export class Lines {
  private readonly starts: number[] = [0];

  constructor(bytes: Uint8Array) {
    for (let p = 0; p < bytes.length;) {
      const byte = bytes[p];
      if (byte === LF || byte === CR) {
        p = afterEndOfLine(bytes, p);
        this.starts.push(p);
      } else p++;
    }
  }

  /** The 1-based line of a byte offset. */
  lineOf(offset: number): number {
    let low = 0;
    let high = this.starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.starts[middle] ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
