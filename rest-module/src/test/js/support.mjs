// Clients of the server that the Java side has started, and what they have in common.
import assert from 'node:assert/strict'
import * as library from '@supabase/postgrest-js'

// Node 20 has no web socket of its own, and supabase-js wants one at once.
globalThis.WebSocket ??= (await import('ws')).WebSocket

export const { API_URL, ANON_KEY, SERVICE_KEY } = process.env
export const REST = `${API_URL}/rest/v1`
export const withoutPostgis = process.env.POSTGIS === 'yes' ? false : 'this machine has no PostGIS'

export const classes = [
  library.PostgrestClient,
  library.PostgrestQueryBuilder,
  library.PostgrestFilterBuilder,
  library.PostgrestTransformBuilder,
  library.PostgrestBuilder,
]
export const called = new Set()

for (const type of classes) {
  for (const name of methodsOf(type)) {
    const original = type.prototype[name]
    type.prototype[name] = function (...args) {
      called.add(name)
      return original.apply(this, args)
    }
  }
}

export function methodsOf(type) {
  return Object.getOwnPropertyNames(type.prototype).filter((name) => name !== 'constructor')
}

const headers = (key) => ({ apikey: key, Authorization: `Bearer ${key}` })

export function client(options = {}) {
  return new library.PostgrestClient(REST, { headers: headers(ANON_KEY), ...options })
}

export const db = client()

// A client that remembers what it sent and what came back: { db, sent, got }.
export function watched(options = {}) {
  const watch = { sent: undefined, got: undefined }
  watch.db = client({
    ...options,
    fetch: async (url, init) => {
      watch.sent = { method: init.method, url: new URL(url), headers: new Headers(init.headers), body: init.body }
      watch.got = await fetch(url, init)
      return watch.got
    },
  })
  return watch
}

// The query as sent, not percent-encoded: what a person would write.
export function queryOf(watch) {
  return decodeURIComponent(watch.sent.url.search.slice(1).replaceAll('+', ' '))
}

export const ok = (data, count = null) => answer(200, 'OK', data, count)
export const created = (data = null, count = null) => answer(201, 'Created', data, count)
export const empty = (count = null) => answer(204, 'No Content', null, count)
export const partial = (data, count) => answer(206, 'Partial Content', data, count)

function answer(status, statusText, data, count) {
  return { success: true, error: null, data, count, status, statusText }
}

export function refused(status, statusText, code, message, details = null, hint = null) {
  return {
    success: false,
    error: { code, details, hint, message },
    data: null,
    count: null,
    status,
    statusText,
  }
}

export function badRequest(...error) {
  return refused(400, 'Bad Request', ...error)
}

// Asserts a whole response of the library.
export async function answers(query, expected) {
  assert.deepEqual(await query, expected)
}

// The data of a request that must succeed.
export async function dataOf(query) {
  const { data, error } = await query
  assert.equal(error, null, JSON.stringify(error))
  return data
}
