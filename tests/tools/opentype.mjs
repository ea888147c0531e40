// @ts-check
// As much of an OpenType font as its tests read: which characters it has, and its MATH table, as the specification lays
// them out.

/**
 * @typedef {{ sizes: number, parts: number }} Stretched how many ready sizes a glyph has, and of how many parts a
 *   larger one is made
 */

/** @param {Buffer} font uncompressed */
export function openType(font) {
  const word = (/** @type {number} */ at) => font.readUInt16BE(at);
  const tables = new Map(
    Array.from({ length: word(4) }, (_, i) => {
      const at = 12 + 16 * i;
      return [
        font.toString('latin1', at, at + 4),
        { start: font.readUInt32BE(at + 8), length: font.readUInt32BE(at + 12) },
      ];
    }),
  );
  /** @param {string} tag */
  const table = (tag) => {
    const found = tables.get(tag);
    if (!found) throw new Error(`The font has no table ${tag}.`);
    return found.start;
  };

  const glyphs = word(table('maxp') + 4);
  const isLong = word(table('head') + 50) === 1;
  const place = (/** @type {number} */ glyph) =>
    isLong ? font.readUInt32BE(table('loca') + 4 * glyph) : 2 * word(table('loca') + 2 * glyph);

  /** @returns {Map<number, number>} from code points to glyphs */
  function characters() {
    const cmap = table('cmap');
    for (let i = 0; i < word(cmap + 2); i++) {
      const start = cmap + font.readUInt32BE(cmap + 4 + 8 * i + 4);
      if (word(start) !== 12) continue;
      const groups = Array.from({ length: font.readUInt32BE(start + 12) }, (_, k) =>
        [0, 4, 8].map((o) => font.readUInt32BE(start + 16 + 12 * k + o)),
      );
      return new Map(
        groups.flatMap(([first, last, glyph]) =>
          Array.from({ length: last - first + 1 }, (_, k) => [first + k, glyph + k]),
        ),
      );
    }
    throw new Error('The font has no table of all characters.');
  }

  /** @param {number} at @returns {number[]} the glyphs of a coverage table, in order */
  function coverage(at) {
    const count = word(at + 2);
    if (word(at) === 1) return Array.from({ length: count }, (_, i) => word(at + 4 + 2 * i));
    return Array.from({ length: count }, (_, i) => at + 4 + 6 * i).flatMap((range) =>
      Array.from({ length: word(range + 2) - word(range) + 1 }, (_, k) => word(range) + k),
    );
  }

  /** @param {number} glyph */
  function requireInk(glyph) {
    if (glyph >= glyphs || place(glyph + 1) === place(glyph))
      throw new Error(`The MATH table names glyph ${glyph}, which is not there.`);
  }

  /** @returns {Map<number, Stretched>} what grows upwards, by glyph; every glyph that it is made of is there */
  function stretched() {
    const variants = table('MATH') + word(table('MATH') + 8);
    return new Map(
      coverage(variants + word(variants + 2)).map((glyph, i) => {
        const construction = variants + word(variants + 10 + 2 * i);
        const sizes = Array.from({ length: word(construction + 2) }, (_, k) => word(construction + 4 + 4 * k));
        const assembly = word(construction) && construction + word(construction);
        const parts = assembly ? Array.from({ length: word(assembly + 4) }, (_, k) => word(assembly + 6 + 10 * k)) : [];
        [...sizes, ...parts].forEach(requireInk);
        return [glyph, { sizes: sizes.length, parts: parts.length }];
      }),
    );
  }

  /**
   * The 56 constants of the MATH table: script sizes, gaps, thicknesses. Those with corrections are records of two
   * words.
   */
  function constants() {
    const start = table('MATH') + word(table('MATH') + 4);
    const values = Array.from({ length: 51 }, (_, i) => font.readInt16BE(start + 8 + 4 * i));
    return [...[0, 2, 4, 6].map((o) => font.readInt16BE(start + o)), ...values, font.readInt16BE(start + 8 + 4 * 51)];
  }

  return { characters, stretched, constants };
}
