// @ts-check
// A signed quantity all the way round, cut into pieces of one sign.

/**
 * @param {ArrayLike<number>} values for angles that are evenly spaced from 0, a full turn not included
 * @param {readonly [number, number] | null} shown from which angle to which, in radians and growing, beyond a full turn
 *   too; null: all of them
 * @returns {{ indices: number[], positive: boolean }[]}
 */
export function lobesOf(values, shown) {
  const count = values.length;
  const [from, to] = shown ?? [0, 2 * Math.PI];
  const first = Math.ceil((from / (2 * Math.PI)) * count - 1e-6);
  const last = Math.min(first + count, Math.floor((to / (2 * Math.PI)) * count + 1e-6));
  /** @type {{ indices: number[], positive: boolean }[]} */
  const lobes = [];
  for (let step = first; step <= last && count > 0; step++) {
    const index = ((step % count) + count) % count;
    const positive = values[index] >= 0;
    const lobe = lobes.at(-1);
    if (lobe?.positive === positive) lobe.indices.push(index);
    else lobes.push({ indices: [...(lobe?.indices.slice(-1) ?? []), index], positive });
  }
  return lobes;
}
