// States worth looking at, for `npm run look` and the tests of the layout.
export default {
  drawing: 'strokes=z88z60z407z400z3c8z1rz3sz1rz48z1rz4oz1jz4w',
  task: 'task=3to8',
};
