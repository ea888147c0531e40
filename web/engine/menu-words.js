// @ts-check
// What the entries of menus.js are called, in both languages: a new one is a file and a line in C++, and its two words
// here. A figure takes them among its strings, under the name of the field that they are chosen in, or under their own.

/** For a field `curve`. */
export const curveWords = {
  en: {
    'curve.wave': 'waves in a bowl',
    'curve.parabola': 'parabola',
    'curve.quartic': 'fourth power',
    'curve.doubleWell': 'two valleys',
    'curve.smoothAbsolute': 'rounded corner',
    'curve.exponential': 'exponential',
    'curve.sharpAndFlatCurve': 'sharp and flat',
  },
  zh: {
    'curve.wave': '碗中的波',
    'curve.parabola': '抛物线',
    'curve.quartic': '四次方',
    'curve.doubleWell': '双谷',
    'curve.smoothAbsolute': '磨圆的尖角',
    'curve.exponential': '指数函数',
    'curve.sharpAndFlatCurve': '一尖一平',
  },
};

/** For a field `surface`. */
export const surfaceWords = {
  en: {
    'surface.tiltedBowl': 'tilted bowl',
    'surface.quadratic': 'long bowl',
    'surface.rosenbrock': 'Rosenbrock’s valley',
    'surface.himmelblau': 'Himmelblau’s four pits',
    'surface.beale': 'Beale’s plain',
    'surface.booth': 'Booth’s trough',
    'surface.rastrigin': 'Rastrigin’s egg box',
    'surface.styblinskiTang': 'Styblinski–Tang',
    'surface.saddle': 'saddle',
    'surface.monkeySaddle': 'monkey saddle',
    'surface.plateau': 'plateau',
    'surface.longValley': 'winding valley',
    'surface.sharpAndFlat': 'sharp and flat',
  },
  zh: {
    'surface.tiltedBowl': '斜碗',
    'surface.quadratic': '长碗',
    'surface.rosenbrock': 'Rosenbrock 山谷',
    'surface.himmelblau': 'Himmelblau 四坑',
    'surface.beale': 'Beale 平原',
    'surface.booth': 'Booth 槽',
    'surface.rastrigin': 'Rastrigin 蛋托',
    'surface.styblinskiTang': 'Styblinski–Tang',
    'surface.saddle': '鞍面',
    'surface.monkeySaddle': '猴鞍面',
    'surface.plateau': '高原',
    'surface.longValley': '蜿蜒山谷',
    'surface.sharpAndFlat': '尖与平',
  },
};

/** What a network and its training are made of. */
export const networkWords = {
  en: {
    relu: 'ReLU',
    sigmoid: 'sigmoid',
    tanh: 'tanh',
    identity: 'none (linear)',
    he: 'He',
    xavier: 'Xavier',
    small: 'small (σ = 0.01)',
    zero: 'all zero',
    crossEntropy: 'cross-entropy',
    squaredError: 'squared error',
    focal: 'focal',
    labelSmoothed: 'cross-entropy, labels smoothed',
    hinge: 'hinge',
    'optimizer.gradientDescent': 'gradient descent',
    'optimizer.momentum': 'momentum',
    'optimizer.adam': 'Adam',
    'optimizer.adamW': 'AdamW',
    'optimizer.adaGrad': 'AdaGrad',
    'optimizer.rmsProp': 'RMSProp',
    'optimizer.nesterov': 'Nesterov',
  },
  zh: {
    relu: 'ReLU',
    sigmoid: 'sigmoid',
    tanh: 'tanh',
    identity: '无（线性）',
    he: 'He',
    xavier: 'Xavier',
    small: '小随机数（σ = 0.01）',
    zero: '全为零',
    crossEntropy: '交叉熵',
    squaredError: '平方误差',
    focal: '焦点损失（focal）',
    labelSmoothed: '标签平滑的交叉熵',
    hinge: '合页损失（hinge）',
    'optimizer.gradientDescent': '梯度下降',
    'optimizer.momentum': '动量法',
    'optimizer.adam': 'Adam',
    'optimizer.adamW': 'AdamW',
    'optimizer.adaGrad': 'AdaGrad',
    'optimizer.rmsProp': 'RMSProp',
    'optimizer.nesterov': 'Nesterov',
  },
};
