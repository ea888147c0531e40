// @ts-check
// States worth looking at, for `npm run look` and the tests of the layout.
export default {
  valley: 'surface=rosenbrock&x=-1.2&y=1',
  fault: 'surface=own&formula=sin(x',
  edge: 'surface=own&formula=log(x)*y&x=-1&y=0',
  rain: 'drops=r,0&frame=240',
};
