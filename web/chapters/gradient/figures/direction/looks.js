// @ts-check
// States worth looking at, for `npm run look` and the tests of the layout.
export default {
  turned: 'angle=118&trace=0,118',
  found: 'angle=55&gradient=1&found=s&trace=0,55',
  falling: 'surface=himmelblau&x=-1&y=-3.2&angle=200&gradient=1&found=slf',
  steep: 'surface=rosenbrock&x=-1.2&y=1&angle=130&gradient=1',
  own: 'surface=own&formula=log(x)*y&x=1&y=1&angle=300',
  nowhere: 'surface=own&formula=log(x)&x=-2',
};
