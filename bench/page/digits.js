// @ts-check
// The site's own data, as bytes: what every contender is handed.

/** @param {string} url */
async function unpacked(url) {
  const response = await fetch(url);
  if (!response.ok || !response.body) throw new Error(`${url} could not be fetched: ${response.status}`);
  return new Uint8Array(await new Response(response.body.pipeThrough(new DecompressionStream('gzip'))).arrayBuffer());
}

/**
 * @param {{ count: number, shards: { images: { file: string }, labels: { file: string } }[] }} part
 * @param {string} base
 */
async function whole({ count, shards }, base) {
  const images = new Uint8Array(count * 784);
  const labels = new Uint8Array(count);
  let at = 0;
  for (const shard of shards) {
    // behind the header of an IDX file
    const pictures = (await unpacked(new URL(shard.images.file, base).href)).subarray(16);
    const digits = (await unpacked(new URL(shard.labels.file, base).href)).subarray(8);
    images.set(pictures, at * 784);
    labels.set(digits, at);
    at += digits.length;
  }
  if (at !== count) throw new Error(`there are ${at} digits and not ${count}`);
  return { images, labels, count };
}

/** @param {string} manifestUrl @returns {Promise<import('../contenders/contract.js').Digits>} */
export async function fetchDigits(manifestUrl) {
  const { train, test } = await (await fetch(manifestUrl)).json();
  return { train: await whole(train, manifestUrl), test: await whole(test, manifestUrl) };
}
