// States worth looking at, for `npm run look` and the tests of the layout.
export default {
  drawing: 'strokes=z22z1iz101z100u2fz0yfz12fz16dz18',
  task: 'strokes=z4gz1wlht4fq6uscqd8v0z0y0z140z100w&raw=1&task=3to8',
};
