// @ts-check
// What tsc does not see. Names that are not defined it does; how lines are broken is Prettier's, but for their length.
import js from '@eslint/js';

export default [
  { ignores: ['.toolchain/', 'build/', 'dist/', 'look/', 'web/generated/', 'test-results/'] },
  js.configs.recommended,
  {
    rules: {
      'no-undef': 'off',
      'no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true }],
      'prefer-const': 'error',
      'no-var': 'error',
      eqeqeq: 'error',
      'object-shorthand': 'error',
      'no-empty-pattern': ['error', { allowObjectPatternsAsParameters: true }], // Playwright reads names from them
      'max-len': [
        'error',
        { code: 120, ignoreStrings: true, ignoreTemplateLiterals: true, ignoreRegExpLiterals: true },
      ],
    },
  },
];
