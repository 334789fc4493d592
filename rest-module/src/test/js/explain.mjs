// Plans (L17, L28 to L30).
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { db, ok, watched } from './support.mjs'

async function plan(query) {
  const { data, ...rest } = await query
  assert.deepEqual({ ...rest, data: null }, ok(null))
  return data
}

test('L30 a plan as text starts with an aggregate', async () => {
  const watch = watched()
  const text = await plan(watch.db.from('users').select().explain())
  assert.match(text, /^Aggregate {2}\(cost=/)
  assert.equal(
    watch.got.headers.get('Content-Type'),
    'application/vnd.pgrst.plan+text; for="application/json"; charset=utf-8',
  )
  assert.equal(watch.got.headers.get('Content-Range'), null)
})

test('L17 every option of a plan is taken', async () => {
  const watch = watched()
  const options = { analyze: true, verbose: true, settings: true, buffers: true, wal: true }
  const text = await plan(watch.db.from('users').select('username').explain(options))
  assert.equal(
    watch.sent.headers.get('Accept'),
    'application/vnd.pgrst.plan+text; for="application/json"; options=analyze|verbose|settings|buffers|wal;',
  )
  assert.match(text, /actual time=/)
  assert.match(text, /Output: /)
  assert.match(text, /Buffers: |Execution Time: /)
})

test('L29 settings show the search path, verbose the identifier of the query', async () => {
  const text = await plan(db.from('users').select().explain({ settings: true, verbose: true }))
  assert.match(text, /Settings: .*search_path = '"public", "public", "extensions"'/)
  assert.match(text, /Query Identifier: -?\d+/)
})

test('L28 a plan as JSON is PostgreSQL’s array', async () => {
  const [{ Plan }] = await plan(db.from('users').select().explain({ format: 'json' }))
  assert.equal(Plan['Node Type'], 'Aggregate')
  const [analyzed] = await plan(db.from('users').select().explain({ format: 'json', analyze: true }))
  assert.ok(analyzed['Execution Time'] >= 0)
})

test('L17 a plan is made for the shape of result that was asked for', async () => {
  const watch = watched()
  await plan(watch.db.from('users').select().eq('username', 'ann').single().explain({ format: 'json', verbose: true }))
  assert.equal(
    watch.got.headers.get('Content-Type'),
    'application/vnd.pgrst.plan+json; for="application/vnd.pgrst.object+json"; options=verbose; charset=utf-8',
  )
})

test('L28 writes and calls are explained, and done with analyze unless rolled back', async () => {
  const text = await plan(db.from('notes').insert({ body: 'planned' }).select().explain())
  assert.match(text, /Insert on/)
  await plan(db.from('notes').insert({ body: 'analyzed' }).explain({ analyze: true }).rollback())
  assert.deepEqual((await db.from('notes').select('body').in('body', ['planned', 'analyzed'])).data, [])
  assert.match(await plan(db.from('users').update({ status: 'OFFLINE' }).eq('username', 'x').explain()), /Update on/)
  assert.match(await plan(db.from('users').delete().eq('username', 'x').explain()), /Delete on/)
  assert.match(await plan(db.rpc('get_messages_by_username', { search_username: 'ann' }).explain()), /^Aggregate/)
})
