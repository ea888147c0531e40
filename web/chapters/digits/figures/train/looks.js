// States worth looking at, for `npm run look` and the tests of the layout.
export default {
  trained: 'step=4000&guess=60',
  branched: 'learningRate=0.3&step=3500&lineage=0_2000&compare=0_3500',
  exploded: 'learningRate=1000000&step=300&axes=logLoss',
};
