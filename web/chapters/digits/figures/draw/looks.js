// States worth looking at, for `npm run look` and the tests of the layout.
export default {
  drawing: 'strokes=z22z1iz101z100u2fz0yfz12fz16dz18',
  task: 'task=3to8',
};
