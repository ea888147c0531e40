// @ts-check
import { html } from 'lit';
import { defineStrings } from '../../../../kit/strings.js';

/** @typedef {import('./knobs.js').Knob} Knob */

export const strings = defineStrings({
  en: {
    title: 'Thirteen thousand knobs',
    subtitle: 'C: mean cross-entropy of the 784 – 16 – 16 – 10 network; g: the slope of a knob',
    steps: 'training steps',
    digits: 'digits',
    seed: 'seed',
    epsilon: 'nudge ε',
    reach: 'zoom: ε up to',
    parameter: 'knob',
    steepest: 'take the steepest',
    race: 'measure all of them by nudging',
    stop: 'stop',
    preparing: 'The network is on its way',
    training: 'Training the network',
    digitsMissing: 'The digits could not be fetched. They are tried again on reset.',
    synthetic: 'The digits here are synthetic: MNIST was not to be had when this page was built.',
    layer: (/** @type {number} */ layer, /** @type {string} */ largest) => `layer ${layer}: |g| up to ${largest}`,
    layerShort: (/** @type {number} */ layer, /** @type {string} */ largest) => `layer ${layer}: up to ${largest}`,
    raises: '+ turning it up raises the loss',
    lowers: '− lowers it',
    mapLabel: 'All components of the gradient, layer by layer. Click one to choose it.',
    rankLabel: 'Size of the components, sorted: choose one',
    rank: 'rank',
    zeros: (/** @type {string} */ count) => `${count} are 0`,
    size: '|g|',
    nudgeLabel: 'Change of the loss when the chosen parameter is moved by ε',
    change: 'ΔC',
    promised: 'g·ε',
    true: 'ΔC',
    question: 'How long would it take here to find all 13,002 slopes by moving each knob up and down?',
    seconds: 'seconds',
    secondsUnit: (/** @type {string} */ value) => `${value} s`,
    guessAction: 'measure it',
    verdict: (/** @type {string} */ times) => `Backpropagation had them all ${times} times sooner.`,
    byNudging: 'by nudging',
    byBackprop: 'by backpropagation',
    passes: (/** @type {string} */ done, /** @type {string} */ all) => `${done} of ${all} forward passes`,
    onePass: '1 pass forward, 1 pass back',
    time: (/** @type {string} */ seconds) => `${seconds} s`,
    expected: (/** @type {string} */ seconds) => `about ${seconds} s in all`,
    milliseconds: (/** @type {string} */ value) => `${value} ms`,
    agree: (/** @type {string} */ distance) => `The two agree to ${distance}.`,
    knob: (/** @type {Knob} */ { layer, bias, from, to }) => {
      if (bias) return layer === 3 ? `the bias of output ${to}` : `the bias of neuron ${to + 1} in layer ${layer}`;
      if (layer === 1)
        return `the weight from the pixel in column ${(from % 28) + 1}, row ${Math.floor(from / 28) + 1} to neuron ${to + 1}`;
      return layer === 2
        ? `the weight from neuron ${from + 1} to neuron ${to + 1} of layer 2`
        : `the weight from neuron ${from + 1} to output ${to}`;
    },
    captionKnob: (
      /** @type {string} */ knob,
      /** @type {string} */ slope,
      /** @type {string} */ rank,
      /** @type {string} */ count,
    ) => html`Number <b>${rank}</b> of ${count} by steepness is ${knob}: slope g = <b>${slope}</b>.`,
    captionNudge: (/** @type {string} */ epsilon, /** @type {string} */ promised, /** @type {string} */ actual) =>
      html`Moved by <b>${epsilon}</b> its slope promises g·ε = <b>${promised}</b>, and the loss changes by
        <b>${actual}</b>.`,
    captionZero: () =>
      html`Its slope is exactly <b>0</b>: on these digits its pixel is blank or its neuron silent. Turned far enough, it
        may wake.`,
    captionZeros: (/** @type {string} */ zeros, /** @type {string} */ digits) =>
      html`<b>${zeros}</b> knobs have a slope of exactly 0 on these ${digits} digits.`,
  },
  zh: {
    title: '一万三千个旋钮',
    subtitle: 'C：784 – 16 – 16 – 10 网络的平均交叉熵；g：旋钮的斜率',
    steps: '训练步数',
    digits: '数字个数',
    seed: '随机种子',
    epsilon: '拧动 ε',
    reach: '放大：ε 最大到',
    parameter: '旋钮',
    steepest: '选最陡的',
    race: '逐个拧动，全部量一遍',
    stop: '停',
    preparing: '网络正在加载',
    training: '正在训练网络',
    digitsMissing: '数字图像没有取到。按“重置”再试一次。',
    synthetic: '这里的数字是合成的：构建这个页面时没有取到 MNIST。',
    layer: (layer, largest) => `第 ${layer} 层：|g| 最大 ${largest}`,
    layerShort: (layer, largest) => `第 ${layer} 层：最大 ${largest}`,
    raises: '+ 拧大它，损失上升',
    lowers: '− 损失下降',
    mapLabel: '梯度的全部分量，按层排列。点一个选中它。',
    rankLabel: '分量的大小，从大到小排列：选一个',
    rank: '名次',
    zeros: (count) => `${count} 个是 0`,
    size: '|g|',
    nudgeLabel: '选中的参数拧动 ε 时损失的变化',
    change: 'ΔC',
    promised: 'g·ε',
    true: 'ΔC',
    question: '把每个旋钮往上、往下各拧一次，量出全部 13,002 个斜率，在这台机器上要多久？',
    seconds: '秒',
    secondsUnit: (value) => `${value} 秒`,
    guessAction: '量一量',
    verdict: (times) => `反向传播快 ${times} 倍就全算出来了。`,
    byNudging: '逐个拧动',
    byBackprop: '反向传播',
    passes: (done, all) => `前向计算 ${done}／${all} 次`,
    onePass: '前向一次，反向一次',
    time: (seconds) => `${seconds} 秒`,
    expected: (seconds) => `总共约 ${seconds} 秒`,
    milliseconds: (value) => `${value} 毫秒`,
    agree: (distance) => `两种算法相差不超过 ${distance}。`,
    knob: ({ layer, bias, from, to }) => {
      if (bias) return layer === 3 ? `输出 ${to} 的偏置` : `第 ${layer} 层神经元 ${to + 1} 的偏置`;
      if (layer === 1)
        return `第 ${(from % 28) + 1} 列、第 ${Math.floor(from / 28) + 1} 行的像素到神经元 ${to + 1} 的权重`;
      return layer === 2
        ? `神经元 ${from + 1} 到第 2 层神经元 ${to + 1} 的权重`
        : `神经元 ${from + 1} 到输出 ${to} 的权重`;
    },
    captionKnob: (knob, slope, rank, count) =>
      html`按陡峭程度，${count} 个旋钮中排第 <b>${rank}</b> 的是${knob}：斜率 g = <b>${slope}</b>。`,
    captionNudge: (epsilon, promised, actual) =>
      html`拧动 <b>${epsilon}</b>，按斜率预计 g·ε = <b>${promised}</b>，损失实际变化 <b>${actual}</b>。`,
    captionZero: () =>
      html`它的斜率恰好是 <b>0</b>：在这些数字上，它的像素一直空白，或者它的神经元一直沉默。拧得够远，才可能醒过来。`,
    captionZeros: (zeros, digits) => html`在这 ${digits} 个数字上，有 <b>${zeros}</b> 个旋钮的斜率恰好是 0。`,
  },
});
