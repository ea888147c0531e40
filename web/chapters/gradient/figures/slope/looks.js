// @ts-check
// States worth looking at, for `npm run look` and the tests of the layout.
export default {
  lens: 'h=0.01',
  corner: 'curve=own&formula=abs(x)&x=0&h=0.1',
  jump: 'curve=own&formula=floor(x)&x=2',
  pole: 'curve=own&formula=tan(x)&x=1.5707963267948966',
  edge: 'curve=own&formula=√x&x=0',
  nowhere: 'curve=own&formula=log(x)&x=-1',
  misread: 'curve=own&formula=1/2x%2Bfoo(x)',
  parabola: 'curve=parabola&x=3&h=0.5&seen=1e-12',
  rounding: 'h=1e-12&seen=1e-12',
};
