// @ts-check
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { serve } from '../../tools/lib/server.mjs';

const home = mkdtempSync(path.join(tmpdir(), 'downhill-server-'));
const site = path.join(home, 'site');
/** @type {{ port: number, close: () => void }} */
let server;
let address = '';

before(async () => {
  mkdirSync(path.join(site, 'sub'), { recursive: true });
  writeFileSync(path.join(home, 'secret.txt'), 'secret');
  for (const name of ['index.html', 'core.wasm', 'core.mjs', 'shard.gz', 'sub/index.html']) {
    writeFileSync(path.join(site, name), `this is ${name}`);
  }
  server = await serve(site, 0);
  address = `http://127.0.0.1:${server.port}`;
});

after(() => {
  server.close();
  rmSync(home, { recursive: true, force: true });
});

/** As it stands, where fetch would tidy the path. @param {string} url @returns {Promise<number | undefined>} */
const statusOf = (url) =>
  new Promise((resolve, reject) => {
    request({ port: server.port, host: '127.0.0.1', path: url }, (response) => resolve(response.resume().statusCode))
      .on('error', reject)
      .end();
  });

test('files have the types that browsers need', async () => {
  for (const [url, type] of [
    ['/', 'text/html; charset=utf-8'],
    ['/core.wasm', 'application/wasm'],
    ['/core.mjs', 'text/javascript; charset=utf-8'],
    ['/shard.gz', 'application/gzip'],
  ]) {
    const response = await fetch(address + url);
    assert.equal(response.headers.get('content-type'), type);
    assert.equal(response.headers.get('content-encoding'), null);
    assert.match(await response.text(), /^this is /);
  }
});

test('pages are cross-origin isolated, unless that is not wanted', async () => {
  const named = async (/** @type {string} */ url) => {
    const { headers } = await fetch(url);
    return ['cross-origin-opener-policy', 'cross-origin-embedder-policy', 'cross-origin-resource-policy'].map((name) =>
      headers.get(name),
    );
  };
  assert.deepEqual(await named(`${address}/`), ['same-origin', 'require-corp', 'cross-origin']);
  const plain = await serve(site, 0, { isolated: false });
  assert.deepEqual(await named(`http://127.0.0.1:${plain.port}/`), [null, null, null]);
  plain.close();
});

test('a folder answers with its index', async () => {
  assert.equal(await (await fetch(`${address}/sub/?x=1`)).text(), 'this is sub/index.html');
});

test('an unchanged file is not sent again', async () => {
  const tag = (await fetch(`${address}/core.wasm`)).headers.get('etag') ?? '';
  assert.equal((await fetch(`${address}/core.wasm`, { headers: { 'If-None-Match': tag } })).status, 304);
});

test('HEAD tells the size and sends nothing', async () => {
  const response = await fetch(`${address}/core.wasm`, { method: 'HEAD' });
  assert.equal(response.headers.get('content-length'), String('this is core.wasm'.length));
  assert.equal(await response.text(), '');
});

test('nothing outside the folder is served, and what is not there is 404', async () => {
  for (const url of [
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/sub/../../secret.txt',
    '/..%2fsecret.txt',
    '/nothing',
    '/%',
    '/a%00b',
    '/sub',
  ]) {
    assert.equal(await statusOf(url), 404, url);
  }
});

test('other methods are refused', async () => {
  assert.equal((await fetch(address, { method: 'POST' })).status, 405);
});

test('a port that is taken gives way to the next', async () => {
  const second = await serve(site, server.port);
  assert.ok(second.port > server.port);
  second.close();
});
