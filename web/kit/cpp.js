// @ts-check
// Just enough of C++'s grammar to colour it: comments, strings, numbers, keywords, types, directives.

const keywords = new Set(
  (
    'alignas auto bool break case catch char class concept const consteval constexpr constinit const_cast continue decltype default delete do double ' +
    'dynamic_cast else enum explicit export extern false float for friend if inline int long mutable namespace new noexcept nullptr operator ' +
    'override private protected public reinterpret_cast requires return short signed sizeof static static_assert static_cast struct switch template ' +
    'this throw true try typedef typename union unsigned using virtual void volatile while'
  ).split(' '),
);

const token = new RegExp(
  [
    String.raw`(?<comment>//[^\n]*|/\*[\s\S]*?\*/)`,
    String.raw`(?<string>"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])'|(?<=#include\s*)<[^>\n]+>)`,
    String.raw`(?<directive>^[ \t]*#[ \t]*\w+)`,
    String.raw`(?<number>\b(?:0x[\da-fA-F']+|\d[\d']*(?:\.\d*)?(?:[eE][+-]?\d+)?|\.\d+)[uUlLfFzZ]*)`,
    String.raw`(?<word>[A-Za-z_]\w*)`,
  ].join('|'),
  'gm',
);

/**
 * Pieces of a text with the class of each; '' is plain.
 * @param {string} text
 * @returns {{ kind: string, text: string }[]}
 */
export function tokenize(text) {
  const pieces = [];
  let from = 0;
  for (const match of text.matchAll(token)) {
    if (match.index > from) pieces.push({ kind: '', text: text.slice(from, match.index) });
    const [kind] = Object.entries(match.groups ?? {}).find(([, value]) => value !== undefined) ?? [''];
    pieces.push({ kind: kind === 'word' ? wordKind(match[0]) : kind, text: match[0] });
    from = match.index + match[0].length;
  }
  if (from < text.length) pieces.push({ kind: '', text: text.slice(from) });
  return pieces;
}

/** @param {string} word */
function wordKind(word) {
  if (keywords.has(word)) return 'keyword';
  return /^[A-Z]/.test(word) ? 'type' : '';
}

/** The same pieces, line by line. @param {string} text */
export function tokenizeLines(text) {
  /** @type {{ kind: string, text: string }[][]} */
  const lines = [[]];
  for (const piece of tokenize(text.replace(/\n$/, ''))) {
    piece.text.split('\n').forEach((part, i) => {
      if (i > 0) lines.push([]);
      if (part) lines[lines.length - 1].push({ kind: piece.kind, text: part });
    });
  }
  return lines;
}
