// renderer/model: many events come between two frames; they are drawn together. May import: nothing.

/** Hands over what came since the last frame, in its order. */
export function oncePerFrame<T>(hear: (values: readonly T[]) => void): (value: T) => void {
  let waiting: T[] = [];
  return (value) => {
    waiting.push(value);
    if (waiting.length > 1) return;
    requestAnimationFrame(() => {
      const came = waiting;
      waiting = [];
      hear(came);
    });
  };
}
