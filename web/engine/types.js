// @ts-check

// The shapes that cross between page and worker. Nothing here runs.

/**
 * @typedef {object} TrainerSettings
 * @property {number[]} hidden widths of the hidden layers
 * @property {string} activation
 * @property {string} initialisation
 * @property {string} loss
 * @property {string} optimizer
 * @property {number} learningRate
 * @property {number} momentum
 * @property {number} weightDecay
 * @property {number} batchSize
 * @property {number} workers parts into which a batch is cut, for as many threads where they are to be had
 * @property {boolean} augmentation
 * @property {number} seed
 * @property {number[]} filters how many in each convolution before the dense layers; none: a dense network
 * @property {number} filterSize
 * @property {string} pooling
 * @property {number} dropout
 * @property {number} gamma of the focal loss
 * @property {number} alpha of the focal loss
 * @property {number} smoothing of the label-smoothed cross-entropy
 * @property {number} margin of the hinge
 * @property {number[]} classWeights a factor on the loss of each of the 10 digits; none: all 1
 */

/**
 * What a pasted text left open: how many of its numbers can mean two things, and how the first of them was taken.
 * @typedef {object} Doubt
 * @property {number} count
 * @property {number} line counted from 1
 * @property {string} written
 * @property {'thousands' | 'decimals'} mark what its comma or point was taken for
 * @property {number} taken
 */

/**
 * @typedef {object} Alterations what is changed about the data set of a run, in this order
 * @property {number | null} samples only the first so many for training; null: all
 * @property {number | null} rareDigit one digit of which only a part is left, the rest replaced by others; null: none
 * @property {number} rareShare that part, 0 … 1
 * @property {number} shuffledLabels the part of all samples that gets labels by chance, 0 … 1
 * @property {boolean} permutedPixels the same reordering for every image, those for testing too
 * @property {number} seed
 */

/**
 * A run is a function of its recipe: from each segment's step on, its settings hold. A plain run has one
 * segment, a branch has its parent's up to the fork and one more.
 *
 * @typedef {{ fromStep: number, settings: TrainerSettings }} Segment
 * @typedef {Segment[]} Recipe
 */

/**
 * Everything a trainer needs to go on from a step exactly: parameters, optimizer memory, random stream.
 * @typedef {{ step: number, seconds: number, segment: number, bytes: Uint8Array<ArrayBuffer> }} Snapshot
 */

/**
 * What a run is asked to do next. Each goal has a number; the worker names it when it has settled.
 *
 * @typedef {{ kind: 'rest' } | { kind: 'train', until: number } | { kind: 'travel', step: number }} Goal
 */

/** @typedef {{ step: number, samples: number, seconds: number, accuracy: number, loss: number }} EvaluationPoint */

/**
 * @typedef {EvaluationPoint & {
 *   count: number, confusion: Uint32Array, recall: Float64Array, precision: Float64Array
 * }} Evaluation recall, precision: of each digit, NaN where there is none of it
 */

/**
 * @typedef {{ step: number, samples: number, epoch: number, trainingSeconds: number, samplesPerSecond: number }}
 *   Measures
 */

/** @typedef {'waiting' | 'running' | 'paused' | 'travelling' | 'diverged' | 'failed'} RunStatus */

/**
 * @typedef {object} RunReport what the worker tells about a run, at most once a frame
 * @property {string} id
 * @property {RunStatus} status
 * @property {string} message
 * @property {Measures} measures
 * @property {{ from: number, values: Float32Array }[]} losses
 * @property {EvaluationPoint[]} evaluations those on the schedule
 * @property {Evaluation | null} evaluation the latest of all, if there is a new one
 * @property {number[] | null} snapshots
 * @property {Snapshot | null} recovery
 * @property {number} travelled share of the way, 0 … 1
 * @property {number} settled number of the last goal that has been reached or given up
 */

/**
 * Why data did not come: the same as DataState's error, for a page that says it in its reader's language.
 *
 * @typedef {object} DataProblem
 * @property {'brokeOff' | 'silent' | 'refused' | 'incomplete' | 'damaged' | 'miscounted' | 'unreadable' | 'stopped'}
 *   code
 * @property {string} file
 * @property {number} [status] with which the server refused
 * @property {number} [seconds] of silence
 */

/**
 * @typedef {object} DataState
 * @property {'loading' | 'generating' | 'ready' | 'failed'} phase
 * @property {number} loaded bytes when loading, images when generating
 * @property {number} total
 * @property {'mnist' | 'synthetic'} source
 * @property {{ available: number, total: number }} train
 * @property {{ available: number, total: number }} test
 * @property {string | null} error in English
 * @property {DataProblem | null} problem
 */

/**
 * Ranges and defaults: laboratory.ranges.
 * @typedef {{ columns?: number, rows?: number, reach?: number, alpha?: [number, number], beta?: [number, number],
 *   samples?: number, seed?: number, first?: Float32Array, second?: Float32Array }} LandscapeOptions
 *   reach: −reach … reach in both directions, where alpha and beta do not say otherwise
 * @typedef {{ points?: number, low?: number, high?: number, samples?: number }} LineOptions t from low to high
 * @typedef {{ steps?: number, probes?: number, samples?: number, seed?: number }} CurvatureOptions steps for
 *   eigenvalues, probes for the trace
 */

export {};
