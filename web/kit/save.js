// @ts-check
// Handing things to the learner: the clipboard, a file.

/**
 * Tells whether it worked: pages from a file or a plain http address may not write to the clipboard.
 * @param {string} text
 */
export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/** @param {Blob} blob @param {string} name */
export function saveFile(blob, name) {
  const url = URL.createObjectURL(blob);
  const anchor = Object.assign(document.createElement('a'), { href: url, download: name });
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** @param {unknown} cell */
function csvCell(cell) {
  const text = String(cell ?? '');
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * Rows as RFC 4180 has them, the first row naming the columns.
 * @param {readonly (readonly unknown[])[]} rows
 */
export function formatCsv(rows) {
  const text = rows.map((row) => row.map(csvCell).join(',') + '\r\n').join('');
  // Spreadsheets take a file for UTF-8 only if it says so.
  return /^\p{ASCII}*$/u.test(text) ? text : `\ufeff${text}`;
}
