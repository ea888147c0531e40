// @ts-check
export default { order: 6, title: { en: 'Digits', zh: '手写数字' } };
