// @ts-check
export default { order: 1, title: { en: 'Gradient', zh: '梯度' } };
