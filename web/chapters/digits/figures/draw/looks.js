// States worth looking at, for `npm run look` and the tests of the layout.
export default {
  drawing: 'strokes=z44z30z203z200z1o4vz1wvz24vz2crz2g',
  task: 'task=3to8',
};
