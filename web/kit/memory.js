// @ts-check
// What the page remembers between visits. Storage may be missing, full or forbidden (private windows, files,
// sandboxed frames): then nothing is remembered and nothing breaks.

/** @param {string} key @returns {string | null} */
export function recall(key) {
  try {
    return localStorage.getItem(`downhill.${key}`);
  } catch {
    return null;
  }
}

/** @param {string} key @param {string | null} value null forgets */
export function remember(key, value) {
  try {
    if (value === null) localStorage.removeItem(`downhill.${key}`);
    else localStorage.setItem(`downhill.${key}`, value);
  } catch {
    // Nothing to do: the choice holds until the page is closed.
  }
}
