// Retries, timeouts and hanging up.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { answers, client, db, ok, refused, watched } from './support.mjs'

const flaky = (failures, using = db, options = { get: true }) => using.rpc('flaky', { failures }, options)
const unavailable = (attempt) =>
  refused(503, 'Service Unavailable', 'PT503', 'Service Unavailable', `attempt ${attempt}`)

test('L22 a GET that meets 503 is tried again as Retry-After says', async () => {
  const watch = watched()
  await answers(flaky(2, watch.db), ok({ attempt: 2 }))
  assert.equal(watch.sent.headers.get('X-Retry-Count'), '2')
})

test('L22 it gives up after three retries, and at once where retries are off', async () => {
  await answers(flaky(9), unavailable(3))
  await answers(flaky(9).retry(false), unavailable(0))
  await answers(flaky(9, client({ retry: false })), unavailable(0))
  await answers(flaky(1, client({ retry: false })).retry(true), ok({ attempt: 1 }))
})

test('L22 a POST is not tried again, but told when to come back', async () => {
  const watch = watched()
  await answers(flaky(9, watch.db, {}), unavailable(0))
  assert.match(watch.got.headers.get('Retry-After'), /^\d+$/)
})

test('L22 headers of a request reach the database', async () => {
  await answers(db.rpc('sent', { name: 'x-mine' }).setHeader('X-Mine', 'yes'), ok('yes'))
})

test('L27 an aborted request is an error of the client, and the server goes on', async () => {
  const controller = new AbortController()
  setTimeout(() => controller.abort(), 50)
  const { error, status } = await db.rpc('slow', { seconds: 4 }, { get: true }).abortSignal(controller.signal)
  assert.match(error.message, /AbortError/)
  assert.equal(error.hint, 'Request was aborted (timeout or manual cancellation)')
  assert.equal(status, 0)
  await assert.rejects(
    async () => await db.from('users').select().abortSignal(AbortSignal.abort()).throwOnError(),
    { name: 'AbortError' },
  )
  await answers(db.from('users').select('username').limit(0), ok([]))
})

test('L27 a client’s timeout ends the wait', async () => {
  const { error } = await client({ timeout: 100 }).rpc('slow', { seconds: 4 })
  assert.match(error.message, /AbortError/)
  await answers(client({ timeout: 60_000 }).rpc('slow', { seconds: 0 }), ok('done'))
})

test('L8 a list as long as the library lets through is answered', async () => {
  const ids = Array.from({ length: 1000 }, (_, i) => 100_000 + i)
  await answers(db.from('messages').select('id').in('id', [...ids, 1]), ok([{ id: 1 }]))
})
