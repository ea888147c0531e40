// @ts-check

/** A typed formula with the signs of a printed one. @param {string} formula */
export function written(formula) {
  return formula
    .replace(/(^|[ (])1\*(?=[a-z])/g, '$1')
    .replace(/\+ \(-([\d.]+)\)/g, '− $1')
    .replace(/\^([234])(?![\d.])/g, (_, power) => '²³⁴'[Number(power) - 2])
    .replace(/(\d)\*([a-z(])/g, '$1$2')
    .replace(/exp\(x\)/g, 'eˣ')
    .replace(/\bpi\b/g, 'π')
    .replace(/(\d)\.(\d{4})\d+/g, '$1.$2')
    .replace(/([a-z])\*([a-z])/g, '$1$2')
    .replace(/\*/g, '·')
    .replace(/-/g, '−');
}
