// @ts-check
// The C++ of src/ as text, each file loaded when it is looked at.
const files = import.meta.glob('../../src/**/*.{hpp,cpp}', { query: '?raw', import: 'default' });

/** @param {string} path from the repository's root: 'src/network/network.hpp' @returns {Promise<string | null>} */
export async function readSource(path) {
  const load = files[`../../${path}`];
  return load ? /** @type {Promise<string>} */ (load()) : null;
}
