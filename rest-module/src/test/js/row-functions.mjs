// Functions of a row: computed fields, computed relationships, and rows as arguments.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { answers, badRequest, dataOf, db, ok, refused } from './support.mjs'

test('L35 computed fields are selected, filtered and ordered by', async () => {
  await answers(
    db.from('messages').select('id,blurb_message').order('blurb_message').order('id').limit(2),
    ok([
      { id: 1, blurb_message: 'Hello' },
      { id: 2, blurb_message: 'Perfe' },
    ]),
  )
  await answers(db.from('messages').select('id').eq('blurb_message', 'Hello'), ok([{ id: 1 }]))
  await answers(db.from('users_audit').select('id,created_ago'), ok([{ id: 1, created_ago: 3 }]))
  await answers(
    db.from('channels').select('messages(blurb_message)').eq('id', 1),
    ok([{ messages: [{ blurb_message: 'Hello' }] }]),
  )
  const [row] = await dataOf(db.from('messages').select().eq('id', 1))
  assert.deepEqual(Object.keys(row), ['id', 'data', 'message', 'username', 'channel_id'])
})

test('L35 a partitioned table has computed fields too', async () => {
  await answers(
    db.from('events').select('name,days_since_event').order('id'),
    ok([
      { name: 'old', days_since_event: 61 },
      { name: 'leap', days_since_event: 1 },
    ]),
  )
})

test('L35 a function of an unnamed row can not be called', async () => {
  const notFound = (message, details) => refused(404, 'Not Found', 'PGRST202', message, details)
  await answers(
    db.rpc('blurb_message'),
    notFound(
      'Could not find the function public.blurb_message without parameters in the schema cache',
      'Searched for the function public.blurb_message without parameters or with a single unnamed json/jsonb ' +
        'parameter, but no matches were found in the schema cache.',
    ),
  )
  await answers(
    db.rpc('blurb_message', { id: 1 }),
    notFound(
      'Could not find the function public.blurb_message(id) in the schema cache',
      'Searched for the function public.blurb_message with parameter id or with a single unnamed json/jsonb ' +
        'parameter, but no matches were found in the schema cache.',
    ),
  )
  await answers(
    db.rpc('blurb_message', { '': { id: 1, message: 'Hello' } }),
    notFound(
      'Could not find the function public.blurb_message() in the schema cache',
      'Searched for the function public.blurb_message with parameter  or with a single unnamed json/jsonb ' +
        'parameter, but no matches were found in the schema cache.',
    ),
  )
})

test('L36 an overloaded function of a row is chosen by the table it is embedded in', async () => {
  await answers(
    db.from('channels').select('slug,get_messages(id)').order('id'),
    ok([
      { slug: 'public', get_messages: [{ id: 1 }] },
      { slug: 'random', get_messages: [{ id: 2 }] },
      { slug: 'other', get_messages: [{ id: 3 }, { id: 4 }] },
    ]),
  )
  await answers(
    db.from('users').select('username,all:get_messages(id)').eq('username', 'cleo'),
    ok([{ username: 'cleo', all: [{ id: 4 }] }]),
  )
})

test('L36 a function of one row gives an object, of no row null or nulls', async () => {
  await answers(
    db.from('users').select('username,get_user_profile(*)').in('username', ['ann', 'bob']).order('username'),
    ok([
      { username: 'ann', get_user_profile: { id: 1, username: 'ann' } },
      { username: 'bob', get_user_profile: null },
    ]),
  )
  await answers(
    db.from('users').select('username,get_user_profile_or_nulls(*)').in('username', ['ann', 'bob']).order('username'),
    ok([
      { username: 'ann', get_user_profile_or_nulls: { id: 1, username: 'ann' } },
      { username: 'bob', get_user_profile_or_nulls: { id: null, username: null } },
    ]),
  )
})

test('L36 a function of another row type is no relationship', async () => {
  await answers(
    db.from('users').select('username,get_active_user_messages(*)').limit(1),
    badRequest(
      'PGRST200',
      "Could not find a relationship between 'users' and 'get_active_user_messages' in the schema cache",
      "Searched for a foreign key relationship between 'users' and 'get_active_user_messages' in the schema " +
        "'public', but no matches were found.",
      "Perhaps you meant 'messages' instead of 'get_active_user_messages'.",
    ),
  )
  await answers(
    db.from('active_users').select('username,get_active_user_messages(id)').eq('username', 'cleo'),
    ok([{ username: 'cleo', get_active_user_messages: [{ id: 4 }] }]),
  )
})

test('L37 a row is passed as an object that may lack fields', async () => {
  await answers(
    db.rpc('get_user_messages', { user_row: { username: 'cleo' } }).select('id,channel_id'),
    ok([{ id: 4, channel_id: 3 }]),
  )
  await answers(
    db.rpc('get_user_messages', { user_row: { username: 'ann', status: 'ONLINE', data: { a: 1 } } }, { count: 'exact' }).select('id'),
    ok([{ id: 1 }, { id: 2 }, { id: 3 }], 3),
  )
  await answers(db.rpc('get_messages', { channel_row: { id: 3 } }).select('id'), ok([{ id: 3 }, { id: 4 }]))
  await answers(db.rpc('get_messages', { user_row: { username: 'cleo' } }).select('id'), ok([{ id: 4 }]))
})
