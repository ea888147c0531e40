// @ts-check
// Stand-ins for a browser's Worker under Node.
import { Worker as Thread } from 'node:worker_threads';
import { serve } from '../../../web/engine/training-service.js';

/**
 * The worker's side in this very thread, at the other end of a channel: quick to start, easy to look into.
 * @template {{ close(): void }} [Service=import('../../../web/engine/training-service.js').TrainingService]
 * @param {(endpoint: any) => Service} [expose] what is to be served
 * @returns {{ createWorker: () => Worker, services: Service[], kill: (words?: string) => void }}
 */
export function inProcess(expose = /** @type {any} */ (serve)) {
  /** @type {Service[]} */
  const services = [];
  /** @type {EventTarget | null} */
  let current = null;
  const createWorker = () => {
    const { port1, port2 } = new MessageChannel();
    const service = expose(port2);
    port2.start();
    services.push(service);
    const worker = Object.assign(new EventTarget(), {
      postMessage: port1.postMessage.bind(port1),
      terminate() {
        service.close();
        port1.close();
        port2.close();
      },
    });
    port1.addEventListener('message', ({ data }) => worker.dispatchEvent(new MessageEvent('message', { data })));
    port1.start();
    current = worker;
    return /** @type {any} */ (worker);
  };
  const kill = (words = 'killed by a test') => {
    current?.dispatchEvent(Object.assign(new Event('error', { cancelable: true }), { message: words }));
  };
  return { createWorker, services, kill };
}

/** A real thread, as far from the page as a browser's worker is. */
export function inThread(file = './thread.mjs') {
  const createWorker = () => {
    const thread = new Thread(new URL(file, import.meta.url));
    const worker = Object.assign(new EventTarget(), {
      postMessage: (/** @type {any} */ message, /** @type {any} */ transfer) => thread.postMessage(message, transfer),
      terminate: () => thread.terminate(),
    });
    thread.on('message', (data) => worker.dispatchEvent(new MessageEvent('message', { data })));
    thread.on('error', (error) => worker.dispatchEvent(Object.assign(new Event('error'), { message: error.message })));
    return /** @type {any} */ (worker);
  };
  return { createWorker };
}
