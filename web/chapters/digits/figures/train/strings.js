// @ts-check
import { html } from 'lit';
import { networkWords } from '../../../../engine/menu-words.js';
import { defineStrings } from '../../../../kit/strings.js';

/** @typedef {string} N a number, already written out in words' style */

export const strings = defineStrings({
  en: {
    title: 'A network learns to read digits',
    subtitle: (/** @type {N} */ network, /** @type {N} */ count) => `${network} · ${count} weights and biases`,

    // settings
    learningRate: 'learning rate η',
    optimizer: 'optimizer',
    hidden: 'hidden layers',
    activation: 'activation',
    initialisation: 'initial weights',
    loss: 'loss',
    momentum: 'momentum β',
    batchSize: 'batch size',
    weightDecay: 'weight decay λ',
    augmentation: 'vary the training digits',
    seed: 'random seed',
    pace: 'pace',
    axes: 'axes',
    step: 'step',
    guess: 'guess',
    reach: 'trained up to step',
    lineage: 'branch',
    compare: 'compared runs',
    more: 'more',
    ...networkWords.en,
    'pace.gentle': 'slow at first',
    'pace.hundred': '100 steps a second',
    'pace.ten': '10 steps a second',
    'pace.full': 'as fast as it can',
    'axes.linear': 'linear',
    'axes.logLoss': 'loss logarithmic',
    'axes.logBoth': 'both logarithmic',
    none: 'none',
    noHidden: 'no hidden layer',
    presets: 'networks to try',
    layers: (/** @type {N} */ widths) => `The layers: ${widths} neurons`,
    hiddenProblem: (/** @type {string} */ reason) =>
      ({
        unreadable: 'Write the widths of the hidden layers, like 16-16, or none.',
        empty: 'A layer has at least one neuron.',
        wide: 'A layer has at most 1024 neurons here.',
        deep: 'There are at most 6 hidden layers here.',
      })[reason] ?? reason,
    hiddenPossible: 'Possible are none, or up to 6 widths from 1 to 1024, like 16-16.',
    lineagePossible:
      'Possible are the steps at which settings changed and the step where that ends, like 0,learningRate*0.3_400; a setting goes as far as it does by itself.',
    comparePossible:
      'Possible are up to 3 runs with __ between them, each with the step that it reached, like 0_400__0,learningRate*0.3_800.',

    // transport and buttons
    sameSeed: (/** @type {N} */ rate) => `Same seed, η = ${rate}`,
    branchHere: (/** @type {N} */ rate) => `Branch here, η = ${rate}`,
    branchTitle: 'The same network and the same digits from this step on, with another learning rate',
    sameSeedTitle: 'The same first weights and the same digits from step 0, with another learning rate',
    fromStart: 'Train this from step 0 instead',
    shorter: (/** @type {N} */ rate) => `Go back before it and try η = ${rate}`,
    retry: 'Try the download again',
    runs: 'runs',
    takeUp: (/** @type {string} */ label) => `Go on with ${label}`,
    forget: (/** @type {string} */ label) => `Remove ${label}`,
    droppedRun: (/** @type {string} */ label) => `Four runs fit into the picture; the oldest (${label}) has gone.`,
    restarted: 'The worker that trains died. Another one took over; the run goes on from its last snapshot.',
    usually: (/** @type {string} */ setting, /** @type {N} */ value) => `${setting} = ${value}`,
    followed: (/** @type {string} */ optimizer, /** @type {string[]} */ usual) =>
      `Set along with it, as is usual with ${optimizer}: ${usual.join(' and ')}.`,
    onlyFromStart: 'This makes another network, so it starts at step 0. The old curve stays.',
    pausedItself: (/** @type {N} */ passes) => `Paused after ${passes} passes. Press play to go on.`,

    // the picture
    plotLabel: 'Loss and accuracy over the steps. Drag the orange line to travel to another step.',
    galleryLabel: (/** @type {N} */ right, /** @type {N} */ count) =>
      `${count} test digits; the network reads ${right} of them correctly now.`,
    galleryIdle: (/** @type {N} */ count) => `${count} test digits; the network has not answered yet.`,
    galleryTitle: 'Digits it never trained on',
    galleryKeyWrong: () => html`wrong: <span class="guess">answer</span> ≠ <span class="truth">truth</span>`,
    galleryKeyBar: () => html`<span class="bar"></span> probability of the <span class="truth">truth</span>`,
    testLoss: 'test loss',
    batchLoss: 'mini-batches',
    accuracy: 'test accuracy',
    lossAxis: 'loss',
    lossCompact: 'loss: test (line), mini-batches (haze)',
    logLossAxis: 'loss (logarithmic axis)',
    logLossCompact: 'loss, logarithmic: test, batches (haze)',
    plotLabelLog: 'The axis of the loss is logarithmic.',
    stepZero: 'step 0',
    passes: (/** @type {number} */ n) => (n === 1 ? '1 pass over all digits' : `${n} passes`),
    yourGuess: 'your guess',
    exploded: 'loss explodes',
    rightOf: (/** @type {N} */ count) => `of ${count} unseen digits read correctly`,
    statStep: 'steps',
    statPasses: 'passes',
    statSeconds: 's of training',
    statSpeed: 'digits a second',
    statGoal: (/** @type {N} */ seconds, /** @type {N} */ steps) =>
      `95 % after ${seconds} s of training, ${steps} steps`,
    statGoalLost: (/** @type {N} */ step) => `had passed 95 % at step ${step}`,
    shared: (/** @type {N} */ step) => `from step ${step}`,
    eta: (/** @type {N} */ rate) => `η = ${rate}`,
    labelOf: (/** @type {string} */ key, /** @type {string} */ value) =>
      ({ momentum: `β = ${value}`, weightDecay: `λ = ${value}`, batchSize: `batch ${value}`, seed: `seed ${value}` })[
        key
      ] ?? value,
    augmentationOn: 'varied digits',
    augmentationOff: 'plain digits',

    // data
    loadingEngine: 'Loading the engine',
    loading: 'The digits are on their way',
    loadingDetail: (/** @type {N} */ loaded, /** @type {N} */ total) => `${loaded} of ${total} MB`,
    generating: 'No MNIST here: handwriting is being made up',
    generatingDetail: (/** @type {N} */ made, /** @type {N} */ total) => `${made} of ${total} digits`,
    dataFailed: (/** @type {N} */ loaded, /** @type {N} */ count) =>
      `The download broke off after ${loaded} MB. ${count} training digits are here.`,
    dataProblem: (/** @type {import('../../../../engine/types.js').DataProblem} */ { code, file, status, seconds }) =>
      ({
        brokeOff: `The connection was lost while ${file} was coming.`,
        silent: `Nothing came for ${seconds} seconds while ${file} was awaited.`,
        refused: `The server answered ${status} when it was asked for ${file}.`,
        incomplete: `${file} came incomplete: it cannot be unpacked.`,
        damaged: `${file} came damaged: its check sum is wrong.`,
        miscounted: `${file} does not hold as many digits as it should.`,
        unreadable: `${file} holds no digits that can be read.`,
        stopped: 'The part of the page that trains keeps stopping; reload the page.',
      })[code],
    synthetic: 'synthetic handwriting, not MNIST: this copy of the page was built without the data set',

    // predict first
    guessQuestion: 'After one look at each of 60,000 digits: how many of 100 unseen ones will it read correctly?',
    guessAction: 'train and see',
    guessVerdict: (/** @type {N} */ answer, /** @type {number} */ off) =>
      html`· after one pass <b>${answer}</b> of 100 are
        right.${off > 15 ? ' One look at each digit is enough for that.' : off < -5 ? ' You trusted it more than it deserved.' : ' Well judged.'}`,

    comma: ', ',

    // captions
    captionBefore: (/** @type {N} */ count, /** @type {N} */ accuracy, /** @type {boolean} */ zero) =>
      html`Nothing is learned yet: of the ${count} weights and biases
      ${zero ? 'all are 0' : 'the weights are random numbers, the biases 0'}${
        accuracy ? html`, and <b>${accuracy}</b> of 100 answers are right, by chance` : ''
      }.
      Press play.`,
    captionWaiting: (/** @type {N} */ loaded, /** @type {N} */ total) =>
      html`Waiting for digits: <b>${loaded}</b> of <b>${total}</b> MB are here. Training begins with the first part,
        before all has come.`,
    captionMaking: (/** @type {N} */ made, /** @type {N} */ total) =>
      html`There is no MNIST here, so handwriting is being made up: <b>${made}</b> of <b>${total}</b> digits.`,
    captionDataFailed:
      'The download broke off, and the next batch needs digits that have not come. Nothing is lost: try again and training goes on.',
    captionTrainingFirst: (
      /** @type {N} */ samples,
      /** @type {N} */ batch,
      /** @type {N} */ accuracy,
      /** @type {N} */ before,
      /** @type {N} */ now,
    ) =>
      html`It has looked at <b>${samples}</b> digits, ${batch} at a time, and reads <b>${accuracy}</b> of 100 new ones
        correctly. The test loss went from <b>${before}</b> to <b>${now}</b>.`,
    captionTraining: (/** @type {N} */ passes, /** @type {N} */ wrong, /** @type {N} */ count, /** @type {N} */ loss) =>
      html`After <b>${passes}</b> passes over the training digits it misreads <b>${wrong}</b> of ${count} test digits;
        the test loss is <b>${loss}</b>.`,
    captionGoal: (/** @type {N} */ seconds, /** @type {N} */ steps) =>
      html` It passed 95 % after <b>${seconds}</b> s of training, <b>${steps}</b> steps.`,
    captionGoalLost: (/** @type {N} */ step) => html` At step <b>${step}</b> it had passed 95 % for the first time.`,
    captionLinked: (/** @type {N} */ step) =>
      html`The link leads to step <b>${step}</b>. The network is trained up to there as soon as the digits have come.`,
    captionWrecked: (
      /** @type {N} */ step,
      /** @type {N} */ before,
      /** @type {string} */ peak,
      /** @type {N} */ now,
      /** @type {N} */ rate,
    ) =>
      html`The loss exploded at step <b>${step}</b> and went from
        <b>${before}</b> ${peak ? html`up to <b>${peak}</b>, then back to <b>${now}</b>` : html`to <b>${now}</b>`}: with
        η = <b>${rate}</b> the steps are longer than the valley is wide, and throw the weights so far that every digit
        gets the same answer.`,
    captionDead: (/** @type {N} */ steps, /** @type {N} */ accuracy, /** @type {N} */ rate) =>
      html`After <b>${steps}</b> steps it reads <b>${accuracy}</b> of 100, as good as guessing: with η =
        <b>${rate}</b> a step too long has silenced the hidden neurons, and what does not answer cannot learn.`,
    captionCreeping: (/** @type {N} */ steps, /** @type {N} */ before, /** @type {N} */ now, /** @type {N} */ rate) =>
      html`After <b>${steps}</b> steps the test loss has crept from <b>${before}</b> to <b>${now}</b>. Nothing explodes
        with η = <b>${rate}</b>, and hardly anything is learned.`,
    captionPast: (/** @type {N} */ step, /** @type {N} */ reach, /** @type {N} */ accuracy) =>
      html`Back at step <b>${step}</b> of <b>${reach}</b>: the very network that it was then, with <b>${accuracy}</b> of
        100 right. Turn a knob and press play, and a branch leaves from here.`,
    captionTravelling: (/** @type {N} */ step, /** @type {N} */ share) =>
      html`Travelling to step <b>${step}</b>: replaying from the nearest snapshot, ${share} % of the way.`,
    captionFork: (/** @type {N} */ step, /** @type {unknown} */ changes) =>
      html`From step <b>${step}</b> on: ${changes}. Same network, same digits in the same order; press play for the
        other future.`,
    captionChange: (/** @type {string} */ name, /** @type {N} */ before, /** @type {N} */ after) =>
      html`${name} <b>${before}</b> → <b>${after}</b>`,
    captionOthers: (/** @type {N} */ step, /** @type {unknown} */ list) => html` At step <b>${step}</b>, ${list}.`,
    captionOther: (/** @type {string} */ label, /** @type {N} */ accuracy) => html`${label}: <b>${accuracy}</b>`,
    captionDecayed: (/** @type {N} */ step, /** @type {N} */ rate, /** @type {N} */ decay, /** @type {N} */ factor) =>
      html`The loss exploded at step <b>${step}</b>: with η = <b>${rate}</b> and λ = <b>${decay}</b>, weight decay alone
        multiplies every weight by 1 − ηλ = <b>${factor}</b> at each step.`,
    captionDiverged: (/** @type {N} */ step, /** @type {N} */ rate) =>
      html`The loss exploded at step <b>${step}</b>: with η = <b>${rate}</b> the steps were longer than the valley is
        wide, so each one landed higher on the other side.`,
    captionFailed: (/** @type {N} */ step) =>
      html`The part of the page that trains failed after step <b>${step}</b>. Reload the page to train on.`,
    captionRefused: (/** @type {unknown} */ settings) =>
      html`The engine cannot train with ${settings}. Undo or reset brings the last good settings back.`,
    captionSetting: (
      /** @type {string} */ name,
      /** @type {string} */ value,
      /** @type {[string, string] | null} */ limits,
    ) => html`${name} = <b>${value}</b>${limits ? ` (it goes from ${limits[0]} to ${limits[1]})` : ''}`,
    defaultSettings: 'the default settings',
  },
  zh: {
    title: '网络学认手写数字',
    subtitle: (network, count) => `${network} · ${count} 个权重和偏置`,

    learningRate: '学习率 η',
    optimizer: '优化器',
    hidden: '隐藏层',
    activation: '激活函数',
    initialisation: '初始化',
    loss: '损失函数',
    momentum: '动量 β',
    batchSize: '小批量大小',
    weightDecay: '权重衰减 λ',
    augmentation: '数据增强',
    seed: '随机种子',
    pace: '快慢',
    axes: '坐标轴',
    step: '步',
    guess: '猜测',
    reach: '已训练到的步数',
    lineage: '分支',
    compare: '对比的训练',
    more: '更多',
    ...networkWords.zh,
    'pace.gentle': '由慢到快',
    'pace.hundred': '每秒 100 步',
    'pace.ten': '每秒 10 步',
    'pace.full': '全速',
    'axes.linear': '线性',
    'axes.logLoss': '损失取对数',
    'axes.logBoth': '双对数',
    none: '无',
    noHidden: '无隐藏层',
    presets: '试试这些网络',
    layers: (widths) => `各层神经元数：${widths}`,
    hiddenProblem: (reason) =>
      ({
        unreadable: '请写出各隐藏层的宽度，例如 16-16；没有隐藏层就写“无”。',
        empty: '每层至少有一个神经元。',
        wide: '这里每层最多 1024 个神经元。',
        deep: '这里最多 6 个隐藏层。',
      })[reason] ?? reason,
    lineagePossible:
      '写法：先是各次改动设置的步数和设置，最后是结束的步数，例如 0,learningRate*0.3_400；各设置的取值范围与单独设置时相同。',
    comparePossible: '最多填 3 次训练，用 __ 隔开，每次以到达的步数结尾，例如 0_400__0,learningRate*0.3_800。',
    hiddenPossible: '可填 none（无隐藏层），或最多 6 个宽度，每个在 1 到 1024 之间，例如 16-16。',

    sameSeed: (rate) => `同一种子，η = ${rate}`,
    branchHere: (rate) => `从这里分叉，η = ${rate}`,
    branchTitle: '从这一步起，网络和数字都不变，只换学习率',
    sameSeedTitle: '从第 0 步起，初始权重和数字都不变，只换学习率',
    fromStart: '改为从第 0 步训练',
    shorter: (rate) => `退回爆炸之前，试试 η = ${rate}`,
    retry: '重新下载',
    runs: '各次训练',
    takeUp: (label) => `接着训练 ${label}`,
    forget: (label) => `去掉 ${label}`,
    droppedRun: (label) => `图中最多放四次训练，最早的一次（${label}）已去掉。`,
    restarted: '负责训练的 worker 意外退出，已换上新的，从最近的快照继续。',
    usually: (setting, value) => `${setting} = ${value}`,
    followed: (optimizer, usual) =>
      `已随之设为${/^\w+$/.test(optimizer) ? ` ${optimizer} ` : optimizer}的常用值：${usual.join('，')}。`,
    onlyFromStart: '这样就是另一个网络了，所以从第 0 步开始。原来的曲线留作对比。',
    pausedItself: (passes) => `训练了 ${passes} 轮，已暂停。按播放继续。`,

    plotLabel: '损失和准确率随步数的变化。拖动橙色的线可以回到任意一步。',
    galleryLabel: (right, count) => `${count} 个测试数字，网络现在认对了 ${right} 个。`,
    galleryIdle: (count) => `${count} 个测试数字，网络还没有作答。`,
    galleryTitle: '训练时没见过的数字',
    galleryKeyWrong: () => html`认错：<span class="guess">回答</span> ≠ <span class="truth">正确答案</span>`,
    galleryKeyBar: () => html`<span class="bar"></span> 给<span class="truth">正确答案</span>的概率`,
    testLoss: '测试损失',
    batchLoss: '小批量',
    accuracy: '测试准确率',
    lossAxis: '损失',
    lossCompact: '损失：测试（实线）、小批量（浅影）',
    logLossAxis: '损失（对数坐标）',
    logLossCompact: '损失（对数坐标）：测试、小批量（浅影）',
    plotLabelLog: '损失用对数坐标。',
    stepZero: '第 0 步',
    passes: (n) => `第 ${n} 轮结束`,
    yourGuess: '你的猜测',
    exploded: '损失爆炸',
    rightOf: (count) => `认对（共 ${count} 个没见过的数字）`,
    statStep: '步数',
    statPasses: '轮数',
    statSeconds: '训练用时（秒）',
    statSpeed: '数字／秒',
    statGoal: (seconds, steps) => `训练 ${seconds} 秒、${steps} 步后达到 95%`,
    statGoalLost: (step) => `第 ${step} 步曾达到 95%`,
    shared: (step) => `第 ${step} 步起`,
    eta: (rate) => `η = ${rate}`,
    labelOf: (key, value) =>
      ({ momentum: `β = ${value}`, weightDecay: `λ = ${value}`, batchSize: `小批量 ${value}`, seed: `种子 ${value}` })[
        key
      ] ?? value,
    augmentationOn: '有数据增强',
    augmentationOff: '无数据增强',

    loadingEngine: '正在加载计算引擎',
    loading: '正在下载数字',
    loadingDetail: (loaded, total) => `${loaded} / ${total} MB`,
    generating: '没有 MNIST，正在生成模拟手写数字',
    generatingDetail: (made, total) => `${made} / ${total} 个`,
    dataFailed: (loaded, count) => `下载到 ${loaded} MB 时中断，已有 ${count} 个训练数字。`,
    dataProblem: ({ code, file, status, seconds }) =>
      ({
        brokeOff: `下载 ${file} 时连接断了。`,
        silent: `等 ${file} 等了 ${seconds} 秒，什么也没收到。`,
        refused: `请求 ${file} 时，服务器返回 ${status}。`,
        incomplete: `${file} 不完整，无法解压。`,
        damaged: `${file} 已损坏，校验和不符。`,
        miscounted: `${file} 里的数字个数不对。`,
        unreadable: `${file} 里的数字无法读取。`,
        stopped: '负责训练的部分一再退出，请刷新页面。',
      })[code],
    synthetic: '这里用的是模拟手写数字，不是 MNIST：构建这个页面时没有找到数据集',

    guessQuestion: '60,000 个数字各看一遍之后，100 个没见过的数字，它能认对几个？',
    guessAction: '训练，看结果',
    guessVerdict: (answer, off) =>
      html`· 训练一轮之后，100 个里认对
        <b>${answer}</b> 个。${off > 15 ? '每个数字只看一遍就够了。' : off < -5 ? '你高估它了。' : '估得很准。'}`,

    comma: '，',

    captionBefore: (count, accuracy, zero) =>
      html`还什么都没学：${count}
      个参数里，${zero ? '权重和偏置全是 0' : '权重是随机数，偏置都是 0'}${
        accuracy ? html`；100 次里蒙对 <b>${accuracy}</b> 次` : ''
      }。按下播放。`,
    captionWaiting: (loaded, total) =>
      html`正在等数据：已到 <b>${loaded}</b> / <b>${total}</b> MB。第一部分一到就开始训练，不必等全部下载完。`,
    captionMaking: (made, total) => html`这里没有 MNIST，正在生成模拟手写数字：<b>${made}</b> / <b>${total}</b> 个。`,
    captionDataFailed: '下载中断，而下一个小批量要用的数字还没有到。什么也没丢：重新下载，训练就会继续。',
    captionTrainingFirst: (samples, batch, accuracy, before, now) =>
      html`它已经看了 <b>${samples}</b> 个数字，每次 ${batch} 个；100 个新数字里能认对 <b>${accuracy}</b> 个。测试损失从
        <b>${before}</b> 变为 <b>${now}</b>。`,
    captionTraining: (passes, wrong, count, loss) =>
      html`训练 <b>${passes}</b> 轮之后，${count} 个测试数字里认错 <b>${wrong}</b> 个，测试损失为 <b>${loss}</b>。`,
    captionGoal: (seconds, steps) => html`训练 <b>${seconds}</b> 秒、<b>${steps}</b> 步时，准确率超过了 95%。`,
    captionGoalLost: (step) => html`准确率曾在第 <b>${step}</b> 步首次超过 95%。`,
    captionLinked: (step) => html`链接指向第 <b>${step}</b> 步。数字一到，网络就会训练到那里。`,
    captionWrecked: (step, before, peak, now, rate) =>
      html`损失在第 <b>${step}</b> 步爆炸，从 <b>${before}</b> 升到
        ${peak ? html`<b>${peak}</b>，又回落到 <b>${now}</b>` : html`<b>${now}</b>`}：η =
        <b>${rate}</b> 时，每一步都比山谷还宽，权重被甩得太远，每个数字都得到同一个回答。`,
    captionDead: (steps, accuracy, rate) =>
      html`走了 <b>${steps}</b> 步，100 个里认对 <b>${accuracy}</b> 个，跟瞎猜差不多：η =
        <b>${rate}</b> 时，有一步迈得太大，隐藏神经元都不再响应，不响应就学不到东西。`,
    captionCreeping: (steps, before, now, rate) =>
      html`走了 <b>${steps}</b> 步，测试损失才从 <b>${before}</b> 慢慢降到 <b>${now}</b>。η =
        <b>${rate}</b> 时什么都不会爆炸，也几乎什么都没学到。`,
    captionPast: (step, reach, accuracy) =>
      html`回到第 <b>${step}</b> 步（共 <b>${reach}</b> 步）：正是当时的那个网络，100 个里认对
        <b>${accuracy}</b> 个。拧一个旋钮再按播放，就从这里分叉。`,
    captionTravelling: (step, share) => html`正在前往第 <b>${step}</b> 步：从最近的快照重演，已完成 ${share}%。`,
    captionFork: (step, changes) =>
      html`从第 <b>${step}</b> 步起：${changes}。网络不变，数字和顺序也不变；按下播放，看看会有什么不同。`,
    captionChange: (name, before, after) => html`${name} <b>${before}</b> → <b>${after}</b>`,
    captionOthers: (step, list) => html`在第 <b>${step}</b> 步，${list}。`,
    captionOther: (label, accuracy) => html`${label}：<b>${accuracy}</b>`,
    captionDecayed: (step, rate, decay, factor) =>
      html`损失在第 <b>${step}</b> 步爆炸了：η = <b>${rate}</b>、λ =
        <b>${decay}</b> 时，单是权重衰减，每一步就把每个权重乘以 1 − ηλ = <b>${factor}</b>。`,
    captionDiverged: (step, rate) =>
      html`损失在第 <b>${step}</b> 步爆炸了：η =
        <b>${rate}</b> 时，每一步跨得比山谷还宽，落到对面更高的坡上，于是越走越高。`,
    captionFailed: (step) => html`走完第 <b>${step}</b> 步，负责训练的部分出了故障。刷新页面后可以继续训练。`,
    captionRefused: (settings) => html`引擎无法用以下设置训练：${settings}。撤销或重置可以回到原来的设置。`,
    captionSetting: (name, value, limits) =>
      html`${name} = <b>${value}</b>${limits ? `（范围 ${limits[0]} 到 ${limits[1]}）` : ''}`,
    defaultSettings: '默认设置',
  },
});
