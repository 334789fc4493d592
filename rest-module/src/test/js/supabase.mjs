// The same through @supabase/supabase-js, as applications use it.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createClient } from '@supabase/supabase-js'
import { ANON_KEY, answers, API_URL, created, ok } from './support.mjs'

const options = { auth: { autoRefreshToken: false, persistSession: false } }
const supabase = createClient(API_URL, ANON_KEY, options)

test('L1 supabase-js reads, writes and calls', async () => {
  await answers(supabase.from('users').select('username').eq('username', 'ann').single(), ok({ username: 'ann' }))
  await answers(supabase.from('notes').insert({ body: 'x' }).select('body').rollback(), created([{ body: 'x' }]))
  await answers(supabase.rpc('get_status', { name_param: 'ann' }), ok('ONLINE'))
})

test('L20 supabase-js changes schemas per client and per call', async () => {
  const personal = createClient(API_URL, ANON_KEY, { ...options, db: { schema: 'personal' } })
  await answers(personal.from('users').select('username', { count: 'exact', head: true }), ok(null, 2))
  await answers(supabase.schema('personal').rpc('get_status', { name_param: 'fay' }), ok('OFFLINE'))
})

test('L27 supabase-js is told who may not', async () => {
  const stranger = createClient(API_URL, 'not-a-token', options)
  const { error, status } = await stranger.from('users').select()
  assert.equal(status, 401)
  assert.equal(error.code, 'PGRST301')
})
